"""Abbreviations and language marks, which no editor takes off the words they were put on."""

import json

import pytest
from django.core.exceptions import BadRequest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from dci.blocks.text import SHORT_FEATURES, TEXT_FEATURES
from dci.translation import lanes
from dci.translation.exchange import markup
from dci.translation.inline_rich_text import as_edited, editor_state, from_editor
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory
from tests.translating import fresh
from tests.translation.at_the_desk import lane_form, lane_url, reviewer, signed_in, typed_link

pytestmark = pytest.mark.django_db

ENGLISH = (
    'The <abbr title="Committee on the Rights of the Child">CRC</abbr> says '
    '<span lang="fr">« Oui »</span> to H<sub>2</sub>O.'
)
FRENCH = (
    'Le <abbr title="Comité des droits de l\'enfant">CDE</abbr> dit '
    '<span lang="ar" dir="rtl">نعم</span> à H<sub>2</sub>O.'
)


@pytest.fixture
def page():
    """A page with one paragraph, translated into French."""
    text = f'<p data-block-key="a">{ENGLISH}</p>'
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    lanes.save_draft(page, "fr", {"title": "Eau", "body.t#a": FRENCH})
    return page


def target(page) -> str:
    found = {segment.path: segment.target for segment in lanes.segments(page, "fr")}
    return found["body.t#a"]


@pytest.mark.parametrize(
    "html",
    [
        ENGLISH,
        "<abbr>CRC</abbr>, H<sub>2</sub>O, <s>old</s>",
        '<abbr title="a &amp; &quot;b&quot; &lt;i&gt; c\'s">AB</abbr>',
        '<span lang="zh-Hant">一<br/>二</span>',
        '<span dir="rtl">نعم</span>',
        '<span lang="fr"><b>un</b> <i>deux</i></span><abbr title="x">y</abbr>',
    ],
)
def test_mark_comes_back_from_the_editor_as_it_was(html):
    assert as_edited(html) == html


@pytest.mark.parametrize(
    ("html", "edited"),
    [
        ('<i lang="la">nota</i> bene', '<span lang="la"><i>nota</i></span> bene'),
        (
            '<span lang="fr">le <abbr title="Comité">CDE</abbr> dit</span>',
            '<span lang="fr">le</span> <abbr title="Comité" lang="fr">CDE</abbr> '
            '<span lang="fr">dit</span>',
        ),
        (
            '<span lang="fr">voir <a href="https://x.org">ici</a></span>',
            '<span lang="fr">voir</span> <a href="https://x.org">ici</a>',
        ),
        (
            '<a href="https://x.org">the <abbr title="x">CRC</abbr> page</a>',
            '<a href="https://x.org">the CRC page</a>',
        ),
        ('<span lang="fr">un <span>deux</span></span>', '<span lang="fr">un deux</span>'),
    ],
)
def test_marks_in_one_another_are_told_apart(html, edited):
    assert (as_edited(html), as_edited(edited)) == (edited, edited)


@pytest.mark.parametrize("features", [TEXT_FEATURES, SHORT_FEATURES])
@pytest.mark.parametrize("text", ["<p>x</p>", '<span lang="fr"><p>x</p></span>'])
def test_mark_around_paragraphs_breaks_no_editor(features, text):
    html = f'{text}<ul><li><abbr title="x">y</abbr></li></ul>'
    converter = ContentstateConverter(features)
    edited = converter.to_database_format(converter.from_database_format(html))
    assert ">x</p>" in edited
    assert '<abbr title="x">y</abbr></li>' in edited


def test_page_saved_untouched_keeps_its_marks(page):
    form = Form(signed_in(EditorFactory()), f"/admin/pages/{page.pk}/edit/")
    form["title_en"] = "Water"
    form.send("action-publish")
    assert form.errors == {}
    assert fresh(page).title_en == "Water"
    assert ENGLISH in fresh(page).body_en[0].value.source


def test_passage_edited_beside_a_mark_keeps_it(page):
    form = lane_form(signed_in(reviewer("fr")), page)
    state = json.loads(editor_state(target(page)))
    state["blocks"][0]["text"] += " Fin."
    form["target:body.t#a"] = json.dumps(state)
    form.send()
    assert target(page) == f"{FRENCH} Fin."


@pytest.mark.parametrize(
    ("kind", "data", "html"),
    [
        ("ABBREVIATION", {"title": '"><b>'}, "<abbr title='\"&gt;&lt;b&gt;'>x</abbr>"),
        ("ABBREVIATION", {"title": ["y"], "onclick": "z()"}, "<abbr>x</abbr>"),
        ("ABBREVIATION", {"title": None, "lang": {}}, "<abbr>x</abbr>"),
        ("LANGUAGE", {"lang": '"><script>'}, "x"),
        ("LANGUAGE", {"lang": "fr\n"}, "x"),
        ("LANGUAGE", {"lang": 5, "dir": "up"}, "x"),
        ("LANGUAGE", {"lang": "fr", "style": "color:red"}, '<span lang="fr">x</span>'),
        ("LANGUAGE", {}, "x"),
    ],
)
def test_crafted_mark_is_escaped_or_dropped(kind, data, html):
    assert from_editor(typed_link("x", kind, **data)) == html


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_mark_that_no_editor_sends_is_refused(page, data):
    state = json.loads(typed_link("x", "LANGUAGE"))
    state["entityMap"]["0"]["data"] = data
    with pytest.raises(BadRequest):
        from_editor(json.dumps(state))
    fields = {"target:body.t#a": json.dumps(state), "base:body.t#a": ""}
    answer = signed_in(reviewer("fr")).post(f"{lane_url(page)}segment/", fields)
    assert answer.status_code < 500


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (ENGLISH, ENGLISH),
        ('<abbr title="x" onclick="y()">z</abbr>', '<abbr title="x">z</abbr>'),
        ('<span lang="x&quot;&gt;" style="y">z</span>', "z"),
        ('<span class="y" lang="fr">z</span>', '<span lang="fr">z</span>'),
        ('1<sup id="x">er</sup> <s>z</s>', "1<sup>er</sup> <s>z</s>"),
    ],
)
def test_file_brings_marks_and_nothing_else_with_them(text, kept):
    assert markup.cleaned(text, [])[0] == kept
