"""What a new project begins with, ready sections, and what is left out when nobody fills them."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dci.blocks import BodyBlock
from dci.blocks.ready import READY_SECTIONS, offered
from dci.models import ContentPage
from dci.translation import lanes
from projects.models import ProjectPage
from projects.start import HEADINGS
from tests.admin import Form
from tests.factories import ContentFactory, HomeFactory, ProjectIndexFactory
from tests.translation.at_the_desk import typed

pytestmark = pytest.mark.django_db
BLANK = '<p data-block-key="a"></p>'


@pytest.fixture
def new_project(editor):
    kind = ["projects", "projectpage", ProjectIndexFactory().pk]
    form = Form(editor(), reverse("wagtailadmin_pages:add", args=kind))
    form.data |= {"title_en": "Courts that listen", "slug": "courts"}
    return form


def headings(body) -> list[str]:
    return [block.value for block in body if block.block_type == "heading"]


def shown(client, page) -> str:
    content = BeautifulSoup(client.get(page.address("en")).content, "html.parser").main
    return content.get_text(" ", strip=True)


def test_new_project_begins_with_the_usual_headings(new_project):
    begun = [new_project[f"body_en-{n}-value"] for n in range(0, 8, 2)]
    assert begun == list(HEADINGS)


def test_headings_survive_a_saved_draft(new_project, open_form):
    assert new_project.send().status_code == 302
    page = ProjectPage.objects.get()
    form = open_form(new_project.client, page)
    assert [form[f"body_en-{n}-value"] for n in range(0, 8, 2)] == list(HEADINGS)


def test_what_is_left_empty_is_not_published(new_project, client):
    new_project["body_en-3-value"] = typed("Judges are trained.")
    assert new_project.send("action-publish").status_code == 302
    page = ProjectPage.objects.get()
    assert headings(page.body_en) == ["What the project does"]
    assert "Judges are trained." in shown(client, page)
    assert [one.source for one in lanes.segments(page, "fr")] == [
        "Courts that listen", "What the project does", "Judges are trained."
    ]  # fmt: skip


def test_other_pages_begin_empty(editor):
    form = Form(
        editor(), reverse("wagtailadmin_pages:add", args=["dci", "contentpage", HomeFactory().pk])
    )
    assert int(form["body_en-count"]) == 0


def test_heading_with_nothing_below_it_is_refused_where_it_stands(editor, open_form):
    page = ContentFactory(
        body_en=[("heading", "Aims"), ("heading", "Results"), ("text", "<p>R</p>")]
    )
    form = open_form(editor(), page)
    form.send("action-publish")
    assert form.response.status_code == 200
    assert "Nothing stands below this heading" in form.response.content.decode()
    form.send()
    assert form.response.status_code == 302


def test_draft_that_is_published_elsewhere_shows_no_empty_section(client):
    page = ContentFactory(
        body_en=[("heading", "Aims"), ("text", BLANK), ("heading", "Results"), ("text", "<p>R</p>")]
    )
    words = shown(client, page)
    assert "Results" in words
    assert "Aims" not in words


def test_ready_sections_are_offered_below_the_content(editor, open_form):
    page = open_form(editor(language="fr"), ContentFactory()).response.content
    buttons = BeautifulSoup(page, "html.parser").select("[data-ready-section]")
    assert [button["data-into"] for button in buttons] == ["body_en-root"] * len(READY_SECTIONS)
    assert "Chronologie" in [button.get_text(strip=True) for button in buttons]


@pytest.mark.parametrize("section", READY_SECTIONS, ids=lambda section: section.icon)
def test_ready_section_is_saved_as_a_draft(editor, open_form, section):
    body = BodyBlock()
    found = next(one for one in offered(body) if one["section"] is section)
    form = open_form(editor(), ContentFactory())
    for block in json.loads(found["blocks"]):
        form.add_block("body_en", block["type"], block["value"])
    assert form.send().status_code == 302
    saved = ContentPage.objects.get().get_latest_revision_as_object().body_en
    assert [block.block_type for block in saved] == [name for name, _value in section.blocks]
