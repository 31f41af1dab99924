"""Markup in a lane: edited, cleaned, and left as it was."""

import json

import pytest
from bs4 import BeautifulSoup

from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translating import edit, fresh, target, translate
from tests.translation.at_the_desk import (
    answer_all,
    lane_form,
    lane_of,
    lane_url,
    typed,
    typed_link,
)

pytestmark = pytest.mark.django_db

MARKED_TARGET = (
    "H<sub>2</sub>O et <i><b>chaque</b></i> "
    '<a class="x" href="https://x.org/fr?a=1&amp;b=2">enfant</a>'
)


def editor_state(client, page, text: str) -> dict:
    """What the rich text editor begins with."""
    answer = client.post(f"{lane_url(page)}editor/", {"html": text})
    return json.loads(answer.json()["states"][0])


def test_untouched_rich_text_stays_as_it_is_byte_for_byte(client, text_page):
    lanes.save_draft(text_page, "fr", {"title": "À propos", "body.t#a": MARKED_TARGET})
    form = lane_form(client, text_page)
    form["target:title"] = "Qui nous sommes"
    form.send("publish")
    assert target(text_page, "body.t#a") == MARKED_TARGET
    assert MARKED_TARGET in fresh(text_page).body_fr.get_prep_value()[0]["value"]


def test_touched_rich_text_keeps_its_inline_markup(client, text_page):
    lanes.save_draft(text_page, "fr", {"body.t#a": MARKED_TARGET})
    form = lane_form(client, text_page)
    state = editor_state(client, text_page, form["target:body.t#a"])
    state["blocks"][0]["text"] += "!"
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    written = target(text_page, "body.t#a")
    for part in ("<sub>2</sub>", "<i>chaque</i>", '<a href="https://x.org/fr?a=1&amp;b=2">', "!"):
        assert part in written


def test_new_paragraph_is_a_new_line(client, text_page):
    form = lane_form(client, text_page)
    state = json.loads(typed("Un"))
    state["blocks"].append({**state["blocks"][0], "key": "l", "text": "Deux"})
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    assert target(text_page, "body.t#a") == "Un<br/>Deux"


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (typed("<script>x()</script>"), "&lt;script&gt;x()&lt;/script&gt;"),
        (typed_link("Un", url="javascript:x()"), "<a>Un</a>"),
        (typed_link("Un", url='https://x.org/" onclick="x()'), None),
        (typed_link("Un", kind="EMBED", url="https://evil.example/"), ""),
        (typed_link("Un", kind="IMAGE", src="x", onerror="x()"), ""),
        (typed("Un", block='p onclick="x()"'), ""),
    ],
)
def test_rich_text_is_cleaned_before_it_is_stored(client, text_page, sent, stored):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = sent
    form.send()
    written = target(text_page, "body.t#a")
    tags = BeautifulSoup(written, "html.parser").find_all(True)
    assert all(set(tag.attrs) <= {"href", "linktype", "id"} for tag in tags)
    assert written == stored if stored is not None else tags


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("Un <b>mot</b>, H<sub>2</sub>O<br>et", "Un <b>mot</b>, H<sub>2</sub>O<br/>et"),
        ("<p onclick=x()>Un</p><p>Deux</p>", "Un<br/>Deux"),
        ('<a href="javascript:x()" onclick="x()">Un</a>', "<a>Un</a>"),
        ('<embed embedtype="image" id="3"/>', ""),
        ("a < b & {", "a &lt; b &amp; {"),
        ("</b>Un <i>mot", "Un <i>mot</i>"),
    ],
)
def test_html_from_the_plain_text_area_is_cleaned_too(client, text_page, sent, stored):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = sent
    form.send()
    assert target(text_page, "body.t#a") == stored


def test_editor_in_which_nobody_has_typed_changes_nothing(client, text_page):
    lanes.save_draft(text_page, "fr", {"body.t#a": MARKED_TARGET})
    form = lane_form(client, text_page)
    state = editor_state(client, text_page, MARKED_TARGET)
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    assert target(text_page, "body.t#a") == MARKED_TARGET


@pytest.mark.parametrize("sent", ['{"blocks": [3]}', '{"blocks": 3}', '{"blocks": [{"text": 1}]}'])
def test_rich_text_that_no_editor_sends_is_refused(client, text_page, sent):
    form = lane_form(client, text_page)
    form["target:body.t#a"] = sent
    assert form.send().status_code == 400
    assert lane_of(text_page).latest_revision is None


def test_markup_in_a_plain_text_is_shown_and_not_obeyed(client, page):
    form = lane_form(client, page)
    answer_all(form)
    form["target:title"] = form["target:introduction"] = '<script>x()</script>"><b onclick="x()">'
    form.send("publish")
    for url in (fresh(page).address("fr"), lane_url(page), "/admin/translations/"):
        content = client.get(url).content.decode()
        assert "<script>x()" not in content
        assert "<b onclick" not in content


def test_other_words_for_an_abbreviation_are_marked_as_a_change(client):
    english = '<p data-block-key="a">The <abbr title="{}">CRC</abbr></p>'.format
    body = [{"type": "text", "id": "t", "value": english("Committee")}]
    page = ContentFactory(body_en=body)
    translate(page)
    edit(page, body_en=[{**body[0], "value": english("Convention")}])
    shown = BeautifulSoup(client.get(lane_url(page)).content, "html.parser")
    assert shown.select_one(".segment-changes ins").text == "(Convention)"
