"""Abbreviations and words of another language, beside which somebody types in the lane."""

import re

import pytest
from playwright.sync_api import expect

from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_url, reviewer

FRENCH = 'Le <abbr title="Comité">CDE</abbr> dit <span lang="en">“yes”</span> à tous.'
LINKED = 'Voir <a href="https://example.org">le site</a> du CDE.'


@pytest.fixture
def site_page(starter_site, request):
    """A page whose paragraph is translated."""
    text = '<p data-block-key="a">The <abbr title="Committee">CRC</abbr> says yes.</p>'
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    lanes.save_draft(page, "fr", {"body.t#a": getattr(request, "param", FRENCH)})
    return page


@pytest.fixture
def lane(page, sign_in, site_page):
    """The French lane, with the caret behind the paragraph."""
    sign_in(reviewer("fr"))
    page.goto(lane_url(site_page))
    page.locator("[data-path='body.t#a'] [role=textbox]").click()
    expect(editor(page)).to_be_focused()
    page.keyboard.press("ControlOrMeta+End")
    return page


def editor(lane):
    return lane.locator("[data-path='body.t#a'] [contenteditable=true]")


def saved(lane, site_page) -> str:
    lane.keyboard.press("ControlOrMeta+s")
    expect(lane.locator("#lane-status")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    targets = {segment.path: segment.target for segment in lanes.segments(site_page, "fr")}
    return targets["body.t#a"]


def test_typing_beside_marks_keeps_them(lane, site_page):
    expect(editor(lane).locator("abbr[title=Comité]")).to_have_text("CDE")
    expect(editor(lane).locator("span.inline-mark[lang=en]")).to_have_text("“yes”")
    lane.keyboard.type(" Oui.")
    expect(editor(lane)).to_contain_text("à tous. Oui.")
    assert saved(lane, site_page) == f"{FRENCH} Oui."


def test_words_are_marked_as_of_another_language(lane, site_page):
    for _letter in "tous.":
        lane.keyboard.press("Shift+ArrowLeft")
    lane.get_by_role("button", name="Words in another language").click()
    lane.get_by_label("The language of these words").select_option("ar")
    lane.get_by_role("button", name="Mark", exact=True).click()
    expect(editor(lane).locator("span.inline-mark[lang=ar]")).to_have_text("tous.")
    assert saved(lane, site_page).endswith('à <span lang="ar" dir="rtl">tous.</span>')


def test_mark_under_the_caret_is_changed_or_removed(lane, site_page):
    for _letter in "“yes” à tous.":
        lane.keyboard.press("ArrowLeft")
    for _letter in "“y":
        lane.keyboard.press("Shift+ArrowRight")
    lane.get_by_role("button", name="Words in another language").click()
    expect(lane.get_by_label("The language of these words")).to_have_value("en")
    lane.get_by_role("button", name="Remove the mark").click()
    expect(editor(lane).locator("span.inline-mark")).to_have_count(0)
    assert "dit “yes” à tous." in saved(lane, site_page)


@pytest.mark.parametrize("site_page", [LINKED], indirect=True)
def test_link_among_the_words_stays_one(lane, site_page):
    lane.keyboard.press("ControlOrMeta+a")
    lane.get_by_role("button", name="Abbreviation").click()
    lane.get_by_label("What it stands for").fill("Tout")
    lane.keyboard.press("Enter")
    mark = '<abbr title="Tout">{}</abbr>'.format
    kept = f'{mark("Voir")} <a href="https://example.org">le site</a> {mark("du CDE.")}'
    expect(editor(lane).locator("abbr")).to_have_count(2)
    assert saved(lane, site_page) == kept


def test_abbreviation_comes_to_stand_for_something_else(lane, site_page):
    editor(lane).locator("abbr").dblclick()
    lane.keyboard.press("Alt+Shift+KeyA")
    lane.get_by_label("What it stands for").fill("Comité des droits de l’enfant")
    lane.keyboard.press("Enter")
    assert 'title="Comité des droits de l’enfant"' in saved(lane, site_page)


def test_who_thinks_better_of_a_mark_writes_on(lane, site_page):
    lane.keyboard.press("Shift+ArrowLeft")
    lane.keyboard.press("Alt+Shift+KeyL")
    lane.keyboard.press("Escape")
    expect(editor(lane)).to_be_focused()
    lane.keyboard.type("!")
    expect(editor(lane)).to_contain_text("à tous!")
