"""Markup in a file that comes back: kept, cleaned or refused."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from dci.translation.exchange import markup
from dci.translation.exchange.refusal import Refusal
from tests.factories import ContentFactory
from tests.translating import target, translate
from tests.translation.at_the_desk import reviewer
from tests.translation.exchange.files import (
    changes,
    database,
    every_format,
    outgoing,
    po,
    retyped,
    take_back,
)

pytestmark = pytest.mark.django_db

MARKED = (
    '<p data-block-key="a">H<sub>2</sub>O, <b>every</b> '
    '<a href="https://x.org/?a=1&amp;b=2">child</a> '
    '<abbr title="United Nations">UN</abbr></p>'
)


@pytest.fixture
def text_page():
    """A page with a translated paragraph of rich text, as path ``body.t#a``."""
    page = ContentFactory(
        title_en="About us", body_en=[{"type": "text", "id": "t", "value": MARKED}]
    )
    translate(page)
    return page


@every_format
def test_markup_comes_back_as_it_went_with_other_words(text_page, code):
    content = retyped(outgoing(text_page, code), code, "every", "chaque")
    take_back(content)
    assert target(text_page, "body.t#a") == "[fr] " + MARKED[22:-4].replace("every", "chaque")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Un <b>deux</b>", "Un <b>deux</b>"),
        ("a & b < c &amp; &lt;d>", "a &amp; b &lt; c &amp; &lt;d&gt;"),
        ("Un<br>deux", "Un<br/>deux"),
        ('<a href="https://y.org/">Un</a>', '<a href="https://y.org/">Un</a>'),
        ('<a linktype="page" id="3">Un</a>', '<a id="3" linktype="page">Un</a>'),
        ('<abbr title="United Nations">ONU</abbr>', '<abbr title="United Nations">ONU</abbr>'),
        ("Un\x07", "Un"),
    ],
)
def test_what_the_editor_of_a_lane_writes_may_be_in_a_file(text_page, typed, stored):
    assert changes(po(text_page, "body.t#a", typed))["body.t#a"].new == stored


@pytest.mark.parametrize(
    ("typed", "stored", "removed"),
    [
        ("<script>x()</script>Un", "x()Un", ["<script>"]),
        ("Un<img src=x onerror=x()>", "Un", ["<img src=x onerror=x()>"]),
        ('<p class="x">Un</p>', "Un", ['<p class="x">']),
        ("<iframe src='//x'></iframe>Un", "Un", ["<iframe src='//x'>"]),
        ('<span title="x" onclick="x()">ONU</span>', "ONU", ['<span title="x" onclick="x()">']),
        ('<embed embedtype="image" id="1" alt="x"/>Un', "Un", None),
        ("Un<svg/onload=x()></svg>", "Un", None),
        ("Un\x07", "Un", ["U+0007"]),
    ],
)
def test_what_is_not_safe_is_taken_out_and_named(text_page, typed, stored, removed):
    change = changes(po(text_page, "body.t#a", typed))["body.t#a"]
    assert change.new == stored
    assert change.removed == removed if removed else change.removed


@pytest.mark.parametrize("address", ["javascript:x()", "JaVa\tscript:x()", "data:text/html,x"])
def test_link_that_is_a_script_leads_nowhere(text_page, address):
    change = changes(po(text_page, "body.t#a", f'<a href="{address}" onclick="x()">Un</a>'))
    assert change["body.t#a"].new == "<a>Un</a>"


@pytest.mark.parametrize("sign", ["\ue000", "&#xE000;", "\ufdd0", "x", "&quot;", "&lt;x"])
def test_no_sign_in_an_address_ends_the_link_early(text_page, sign):
    typed = f"""<a href="http://x/{sign}">" onmouseover="x()" y="</a>"""
    new = changes(po(text_page, "body.t#a", typed))["body.t#a"].new
    assert [list(tag.attrs) for tag in BeautifulSoup(new, "html.parser").find_all()] == [["href"]]


@pytest.mark.parametrize(
    "typed", ["Un <b>deux", "Un</b>", "<b><i>Un</b></i>", "<b>" * 30 + "Un" + "</b>" * 30]
)
def test_broken_markup_is_told_and_not_taken(text_page, typed):
    content = po(text_page, "body.t#a", typed)
    assert "markup is broken" in changes(content)["body.t#a"].problem
    person = reviewer("fr")
    before = database()
    assert take_back(content, user=person, may_take=lambda change: True).taken == 0
    assert database() == before


@given(st.text(alphabet="<>/ab=\"' &;!-[]iscrptonx:j", max_size=60))
def test_whatever_is_typed_no_tag_is_left_that_the_editor_does_not_write(text):
    try:
        cleaned, _removed = markup.cleaned(text, [])
    except Refusal:
        return
    tags = [part.text for part in markup.parts(cleaned) if part.kind != markup.TEXT]
    allowed = ("<a>", "</a>", "<b>", "</b>", "<i>", "</i>", "<s>", "</s>", "<br/>", "<a href=")
    allowed += ("<abbr>", "</abbr>")
    assert all(tag.startswith(allowed) for tag in tags)
    assert "<script" not in cleaned


def test_tags_in_a_plain_text_stay_text(page):
    take_back(po(page, "title", "<b>Nous</b>"))
    assert target(page) == "<b>Nous</b>"


def test_title_stays_on_one_line(page):
    take_back(po(page, "title", "À\npropos"))
    assert target(page) == "À propos"


def test_translation_that_has_no_room_is_told(page):
    assert "room for 255" in changes(po(page, "title", "x" * 256))["title"].problem
