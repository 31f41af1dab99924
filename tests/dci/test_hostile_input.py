"""What a crafted request can't do."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import PageViewRestriction
from wagtail.rich_text import expand_db_html

from dci.translation import rich_text
from projects.models import ProjectPage
from tests.admin import Form
from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db


def test_paragraph_key_does_not_turn_markup_into_plain_text():
    html = '<p data-block-key="k@x">Every <b>child</b></p>'
    assert not any("@" in key for key in rich_text.pieces(html))


@pytest.mark.parametrize("key", ["abc", "1.5", "[1]", "9" * 30, ""])
@pytest.mark.parametrize("kind", ["page", "document"])
def test_link_to_what_is_no_key_leads_nowhere(kind, key):
    link = f'<a linktype="{kind}" id="{key}">here</a>'
    assert expand_db_html(link) == "<a>here</a>"
    assert rich_text.with_real_links(link) == "<a>here</a>"


def test_log_in_of_a_private_page_is_found(client, starter_site):
    page = ProjectPage.objects.live().first()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    answer = client.get(page.address("fr"), follow=True)
    assert answer.status_code == 200
    assert 'name="password"' in answer.content.decode()


def test_private_project_is_not_on_the_home_page(client, starter_site):
    project = ProjectPage.objects.get(slug="defence-for-girls")
    assert project.address("fr") in client.get("/fr/").content.decode()
    PageViewRestriction.objects.create(page=project, restriction_type="login")
    assert project.address("fr") not in client.get("/fr/").content.decode()


def test_damaged_picture_gets_a_message(client):
    picture = BytesIO()
    Image.effect_noise((300, 300), 50).save(picture, "PNG")
    half = SimpleUploadedFile("half.png", picture.getvalue()[:9000], "image/png")
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailimages:add"))
    form.data |= {"title": "Half", "alt_en": "A half", "file": half}
    form.send()
    assert "damaged or not complete" in form.errors["file"]
