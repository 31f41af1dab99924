"""Passages that have changed places: their translations follow, and the lane says so."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from dci.translation import lanes
from dci.translation.alignment import Segment
from dci.translation.lane.moves import moved
from tests.factories import ContentFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_url, reviewer, signed_in


def segments(texts) -> list[Segment]:
    return [Segment(f"{number}.{text}", text) for number, text in enumerate(texts)]


def moved_texts(before, now) -> list[str]:
    paths = moved(segments(before), segments(now))
    return [one.source for one in segments(now) if one.path in paths]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("abcd", "abcd", ""),
        ("abcd", "dabc", "d"),
        ("abcd", "bcda", "a"),
        ("abcd", "abdc", "d"),
        ("abcd", "xaybczd", ""),
        ("abcd", "bd", ""),
        ("abcde", "edabc", "ed"),
        ("aab", "aba", "b"),
        ("", "ab", ""),
    ],
)
def test_moved_are_the_fewest_that_explain_the_order(before, now, expected):
    assert "".join(moved_texts(before, now)) == expected


@given(st.permutations("abcdefg"), st.permutations("abcdefg"))
def test_the_others_stand_as_they_did(before, now):
    moved_ones = moved_texts(before, now)
    left = [[text for text in texts if text not in moved_ones] for texts in (before, now)]
    assert left[0] == left[1]


def test_changed_text_is_known_by_its_place():
    before = [Segment(path, text) for path, text in (("p", "a"), ("q", "b"), ("r", "c"))]
    now = [Segment(path, text) for path, text in (("q", "b"), ("r", "changed"), ("p", "a"))]
    assert moved(before, now) == {"p"}


def test_text_that_has_left_its_place_is_known_by_itself():
    before = [Segment("p", "a"), Segment("q", "b")]
    now = [Segment("p", "new"), Segment("q", "b"), Segment("r", "a")]
    assert moved(before, now) in ({"q"}, {"r"})


def body(*words: str) -> list[dict]:
    return [{"type": "heading", "id": word, "value": word} for word in words]


def marked(client, page) -> list[str]:
    shown = BeautifulSoup(client.get(lane_url(page)).content, "html.parser")
    said = shown.find_all(string="Moved: it stands elsewhere on the page now")
    return [one.find_parent("section").select_one(".segment-source").text for one in said]


@pytest.mark.django_db
def test_lane_says_what_has_moved_until_somebody_saves_it():
    page, maria = ContentFactory(body_en=body("One", "Two", "Three")), reviewer("fr")
    translate(page)
    client = signed_in(maria)
    assert marked(client, page) == []
    edit(page, body_en=body("Three", "One", "Two"))
    assert marked(client, page) == ["Three"]
    lanes.save_draft(page, "fr", {"title": "Titre"}, user=maria)
    assert marked(client, page) == []
