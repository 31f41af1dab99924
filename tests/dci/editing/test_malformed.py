"""What no form of ours sends is refused, and breaks nothing."""

import json

import pytest
from django.urls import reverse

from dci.translation.models import Translation
from tests.admin import Form
from tests.factories import (
    ContentFactory,
    EditorFactory,
    HomeFactory,
    ProjectFactory,
    SettingsFactory,
)

pytestmark = pytest.mark.django_db

TOO_LARGE = "9" * 30


def paragraph(text="Our work", **more) -> str:
    """A text as the rich text editor has it."""
    block = {"key": "k", "type": "unstyled", "text": text, "entityRanges": [], **more}
    return json.dumps({"blocks": [block], "entityMap": {}})


no_texts = pytest.mark.parametrize(
    "text",
    [
        pytest.param("not json", id="not json"),
        pytest.param("[]", id="a list"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param('{"blocks": null}', id="no blocks"),
        pytest.param(paragraph(5), id="a number"),
        pytest.param(paragraph("half of a \ud800 character"), id="half a character"),
        pytest.param(paragraph(key="\ud800"), id="half a character for a key"),
        pytest.param(
            paragraph(entityRanges=[{"key": 0, "offset": 0, "length": 3}]), id="missing entity"
        ),
        pytest.param(paragraph(inlineStyleRanges=[{"style": "BOLD"}]), id="style without range"),
    ],
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("body_en-count", "abc"),
        ("body_en-count", "99999"),
        ("body_en-0-order", "abc"),
        ("body_en-0-type", None),
        ("body_en-1-value-image", "abc"),
    ],
)
def test_blocks(editor, open_form, name, value):
    form = open_form(editor(), ContentFactory(body_en=[("heading", "Our work")]))
    form.add_block("body_en", "image", {"image": "", "caption": ""})
    form.data = {key: text for key, text in form.data.items() if key != name}
    form.data |= {name: value} if value else {}
    assert form.send().status_code == 400


@no_texts
def test_rich_text_of_a_page(editor, open_form, text):
    page = ContentFactory(body_en=[("text", "<p>Our work</p>")])
    form = open_form(editor(), page)
    form["body_en-0-value"] = text
    assert form.send().status_code == 400
    assert page.revisions.count() == 0


@no_texts
@pytest.mark.parametrize(
    ("field", "url"),
    [
        ("description_en", "wagtailsnippets_partners_organisation:add"),
        ("notice_en", "wagtailsettings:edit"),
    ],
)
def test_rich_text_of_other_forms(editor, field, url, text):
    site = SettingsFactory().site
    arguments = ["dci", "sitesettings", site.pk] if url.endswith("edit") else []
    form = Form(editor(is_superuser=True), reverse(url, args=arguments))
    form[field] = text
    assert form.send().status_code == 400


@no_texts
def test_rich_text_of_a_lane(editor, text):
    lane = Translation.objects.of(ContentFactory(body_en=[("text", "<p>Our work</p>")])).first()
    form = Form(editor(is_superuser=True), reverse("translation:lane", args=[lane.pk]))
    form[next(name for name in form.data if name.startswith("target:body"))] = text
    # Without its script a lane takes HTML: what claims to be the editor's must be.
    assert form.send().status_code == (400 if "blocks" in text else 302)


@pytest.mark.parametrize(
    ("name", "value"),
    [("regions", TOO_LARGE), ("image", TOO_LARGE), ("go_live_at", "0001-01-01 00:00")],
)
def test_fields(editor, open_form, name, value):
    project = ProjectFactory()
    form = open_form(editor(), project)
    form[name] = value
    assert form.send().status_code in {200, 400}  # a message at the field, or none
    assert project.revisions.count() == 0


def test_nothing_at_all(editor, open_form):
    form = open_form(editor(), ContentFactory())
    form.data = {}
    assert form.send().status_code == 400


def test_nothing_at_all_for_a_new_page(editor):
    url = reverse("wagtailadmin_pages:add", args=["dci", "contentpage", HomeFactory().pk])
    assert editor().post(url, {}).status_code == 400


def test_nothing_at_all_for_a_copy(editor):
    url = reverse("wagtailadmin_pages:copy", args=[ContentFactory().pk])
    assert editor().post(url, {}).status_code == 400


@pytest.mark.parametrize("count", ["abc", None])
def test_links_of_the_settings(editor, count):
    url = reverse("wagtailsettings:edit", args=["dci", "sitesettings", SettingsFactory().site.pk])
    form = Form(editor(is_superuser=True), url)
    form.data = {k: v for k, v in form.data.items() if k != "social_links-count"}
    form.data |= {"social_links-count": count} if count else {}
    assert form.send().status_code == 400


@pytest.mark.parametrize("key", ["abc", TOO_LARGE])
def test_pages_to_be_deleted(client, key):
    page = ContentFactory()
    client.force_login(EditorFactory())
    url = reverse("wagtail_bulk_action", args=["dci", "sitepage", "delete"])
    assert client.post(f"{url}?id={page.pk}&id={key}").status_code in {302, 400}
