"""What the checker is given to find in the preview of a page, and what it says of it."""

import json
import re

import pytest
from django.urls import reverse
from lxml import html

from dci.content_checks.checker import NO_NAME
from tests.admin import Form
from tests.factories import (
    ContentFactory,
    EditorFactory,
    FigureFactory,
    ProjectFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db


def marks(page, language: str = "en") -> list[html.HtmlElement]:
    """What is marked in the preview of a page, as the editor's panel has it."""
    preview = page.make_preview_request(None, language, {"in_preview_panel": True})
    return html.document_fromstring(preview.content.decode()).xpath("//*[@data-finding]")


def findings(page, language: str = "en") -> list[tuple[str, str]]:
    """The rules that found fault with the page, each with the words it is about."""
    found = marks(page, language)
    return [(one.get("data-finding"), " ".join(one.text_content().split())) for one in found]


def body(*texts: str, kind: str = "text") -> list:
    return [(kind, text) for text in texts]


def test_findings_in_the_text_are_marked_where_they_are():
    text = '<p>ACPF helped 57 000 children: <a href="https://example.org/">click here</a>.</p>'
    page = ContentFactory(introduction_en="What we do", body_en=body(text))
    assert findings(page) == [
        ("acronym", "ACPF"), ("number", "57 000"), ("link", "click here")
    ]  # fmt: skip


def test_each_text_is_judged_in_its_own_language():
    page = ContentFactory(introduction_en="57,000 children", body_en=body("<p>50 % of them</p>"))
    publish_lane(page, "fr", title="Nous", introduction="57,000 enfants")
    assert findings(page) == [("number", "0 %")]
    assert findings(page, "fr") == [("number", "57,000")]


def test_link_to_an_unpublished_page_is_marked():
    draft = ContentFactory(title_en="Draft", live=False)
    text = f'<p>Read our <a linktype="page" id="{draft.pk}">annual report</a></p>'
    links = {"title": "Our work", "text": "", "page": draft, "address": ""}
    page = ContentFactory(introduction_en="We", body_en=[*body(text), ("links", [links])])
    assert findings(page) == [("unpublished", "annual report"), ("unpublished", "Our work")]


def test_acronym_that_is_marked_as_an_abbreviation_once_is_explained():
    text = '<p>ACPF is a forum. <abbr title="African Child Policy Forum">ACPF</abbr></p>'
    assert findings(ContentFactory(introduction_en="We", body_en=body(text))) == []


def test_page_without_description_is_marked_at_its_heading():
    page = ContentFactory(title_en="About", introduction_en="")
    assert findings(page) == [("description", "About")]
    page.search_description_en = "What we do"
    assert findings(page) == []


def test_figure_without_year_and_source_is_marked():
    project = ProjectFactory(introduction_en="A project")
    FigureFactory(project=project, label_en="homes visited", year=None, source_en="")
    FigureFactory(project=project, label_en="people trained", year=2014, source_en="")
    assert findings(project) == [("figure", "homes visited")]


def test_long_sentence_is_marked():
    text = f"<p>{'child ' * 46}.</p><p>Short.</p>"
    page = ContentFactory(introduction_en="We", body_en=body(text))
    assert [name for name, _words in findings(page)] == ["sentence"]


def test_finding_is_named_after_its_words():
    page = ContentFactory(introduction_en="ACPF and 57 000 homes")
    assert [one.get("id") for one in marks(page)] == ["ACPF", "_57-000"]


def test_characters_that_no_text_means_are_no_obstacle():
    page = ContentFactory(introduction_en="We", body_en=body("<p>\x07 ACPF \x0c \ufffe</p>"))
    assert findings(page) == [("acronym", "ACPF")]


def test_checker_runs_in_the_panel_and_nowhere_else(client):
    page = ContentFactory(introduction_en="ACPF")
    client.force_login(EditorFactory())
    form = Form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(preview, form.data)
    panel = client.get(f"{preview}?in_preview_panel=true")
    assert "script-src 'self'" in panel.headers["Content-Security-Policy"]
    assert "userbar.js" in panel.text
    assert 'data-finding="acronym"' in panel.text
    for response in (client.get(page.address("en")), client.get(preview)):
        assert "script-src" not in response.headers["Content-Security-Policy"]
        assert "userbar" not in response.text
        assert "data-finding" not in response.text


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "Acronym that the page never explains"),
        ("fr", "Sigle que la page n’explique jamais"),
        ("es", "Sigla que la página no explica nunca"),
    ],
)
def test_messages_are_in_the_editors_language(client, language, message):
    client.force_login(EditorFactory(language=language))
    page = ContentFactory()
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    found = html.document_fromstring(response.content).xpath("//*[@id='checker-axe-configuration']")
    configuration = json.loads(found[0].text)
    assert configuration["messages"]["site-acronym"]["error_name"] == message
    rules = {"site-acronym", "heading-order", "alt-text-quality"}
    assert rules < set(configuration["options"]["runOnly"])


@pytest.mark.parametrize("name", ["girl.jpg", "IMG_2014", "DSC 0012", "photo 12", "Image"])
def test_name_of_a_file_is_no_description_of_a_picture(name):
    assert re.search(NO_NAME, name, re.IGNORECASE)
    assert not re.search(NO_NAME, f"A girl holds {name[:3]} in her hand", re.IGNORECASE)
