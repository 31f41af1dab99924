"""The preview says which passage a text is, and nothing else of it changes."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from dci.translation import lanes
from dci.translation.lane.passage_marks import CLOSE, END_OF_NUMBER, OPEN, marked, with_elements
from tests.factories import ContentFactory
from tests.translating import fresh, translate
from tests.translation.at_the_desk import lane_url, reviewer, signed_in

ONE = marked("Un", 12)
SPAN = '<span data-segment="12">Un</span>'


@pytest.mark.parametrize(
    ("rendered", "shown"),
    [
        (f"<p>{ONE}</p>", f"<p>{SPAN}</p>"),
        (
            f"<p>{marked('a <b>b</b>', 3)}</p>",
            '<p><span data-segment="3">a <b>b</b></span></p>',
        ),
        (f"<p>a{ONE}<br>{ONE}</p>", f"<p>a{SPAN}<br>{SPAN}</p>"),
        (f"<title>{ONE}</title>", "<title>Un</title>"),
        (f'<img alt="{ONE}">{ONE}', f'<img alt="Un">{SPAN}'),
        (f'<a title="a > b {ONE}">x</a>', '<a title="a > b Un">x</a>'),
        (f"<script>let a = '<b>{ONE}</b>'</script>", "<script>let a = '<b>Un</b>'</script>"),
        (f"<option>{ONE}</option>", "<option>Un</option>"),
        (f"<p>{ONE[:-1]}</p><p>b{CLOSE}</p>", f"<p>{SPAN}</p><p>b</p>"),
        (f"<p>{ONE[:-1]}…", "<p>Un…"),
        (f"<p>{CLOSE}a</p>", "<p>a</p>"),
        (
            f'<p>{OPEN}" onclick="x(){END_OF_NUMBER}a</p>',
            f'<p>{OPEN}" onclick="x(){END_OF_NUMBER}a</p>',
        ),
        (
            f"<p>{marked(f'{OPEN}a{END_OF_NUMBER}b{CLOSE}', 3)}</p>",
            '<p><span data-segment="3">�a�b�</span></p>',
        ),
    ],
)
def test_marks_become_elements_or_disappear(rendered, shown):
    assert with_elements(rendered) == shown


@pytest.fixture
def page(db):
    text = '<p data-block-key="a">Every <b>child</b></p>'
    page = ContentFactory(title_en="About us", body_en=[{"type": "text", "id": "t", "value": text}])
    translate(page)
    return page


def test_preview_beside_the_lane_names_the_passages(page):
    response = signed_in(reviewer("fr")).get(f"{lane_url(page)}preview/?passages")
    shown = BeautifulSoup(response.content, "html.parser")
    assert shown.h1.select_one("[data-segment='1']").text == "[fr] About us"
    assert (
        shown.main.select_one("p [data-segment='2']").decode_contents() == "[fr] Every <b>child</b>"
    )
    assert (OPEN in response.content.decode(), "[fr] About us" in shown.title.text) == (False, True)
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_beside_the_lane_runs_no_script(page):
    response = signed_in(reviewer("fr")).get(f"{lane_url(page)}preview/?passages")
    rules = response["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'self'"} <= {*rules}
    assert not [rule for rule in rules if rule.startswith("script-src")]


@pytest.mark.parametrize("typed", [f'{OPEN}" onclick="x()" y="{END_OF_NUMBER}Un{CLOSE}', "\uf8ff"])
def test_signs_of_ours_in_a_text_mark_nothing(page, typed):
    lanes.save_draft(page, "fr", {"title": typed, "body.t#a": typed})
    client = signed_in(reviewer("fr"))
    shown = BeautifulSoup(client.get(f"{lane_url(page)}preview/?passages").content, "html.parser")
    assert {tuple(one.attrs) for one in shown.select("[data-segment]")} == {("data-segment",)}
    assert client.get(lane_url(page)).status_code == 200


def test_public_page_and_preview_of_its_own_have_no_marks(page):
    public = Client().get(fresh(page).address("fr"))
    preview = signed_in(reviewer("fr")).get(f"{lane_url(page)}preview/")
    for response in (public, preview):
        assert "data-segment" not in response.content.decode()
        assert response["X-Frame-Options"] == "DENY"
