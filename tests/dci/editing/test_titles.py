"""What a title and a schedule must not be, said at the field."""

import pytest
from django.urls import reverse

from dci.models import ContentPage
from tests.admin import Form
from tests.factories import ContentFactory, HomeFactory

pytestmark = pytest.mark.django_db
ONE_LINE = "A title is one line: take out the line breaks and tabs."


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", "\x85", "\u2028"])
def test_title_is_one_line(editor, open_form, between):
    form = open_form(editor(), ContentFactory())
    form["title_en"] = f"About{between}us"
    form.send()
    assert form.errors == {"title_en": ONE_LINE}


def test_new_page_has_a_title_of_one_line(editor):
    kind = ["dci", "contentpage", HomeFactory().pk]
    form = Form(editor(language="fr"), reverse("wagtailadmin_pages:add", args=kind))
    form.data |= {"title_en": "About\nus", "slug": "about"}
    form.send()
    assert "Un titre tient sur une ligne" in form.response.content.decode()


def test_copy_has_a_title_of_one_line(editor):
    page = ContentFactory(slug="about")
    form = Form(editor(), reverse("wagtailadmin_pages:copy", args=[page.pk]))
    form.data |= {"new_title": "About\nus", "new_slug": "copied"}
    form.send()
    assert form.errors == {"new_title": ONE_LINE}
    assert ContentPage.objects.count() == 1


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_schedule_in_no_calendar_is_refused_at_its_field(editor, open_form, name):
    form = open_form(editor(), ContentFactory())
    form[name] = "0001-01-01 00:00"
    form.send()
    assert name in form.errors
