"""A page translated by keyboard alone: from nothing to published, and through a new English."""

import re

import pytest
from playwright.sync_api import Page, expect

from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import lane_url, reviewer

FIRST, SECOND, NEW = "Every child is heard.", "Children need lawyers.", "Judges listen."


def text(name: str, *paragraphs: str) -> dict:
    html = "".join(
        f'<p data-block-key="{name}{number}">{words}</p>' for number, words in enumerate(paragraphs)
    )
    return {"type": "text", "id": name, "value": html}


@pytest.fixture
def site_page(starter_site):
    body = [
        text("a", FIRST),
        {"type": "heading", "id": "h", "value": "In court"},
        text("b", SECOND),
    ]
    return ContentFactory(title_en="Our work", body_en=body)


@pytest.fixture
def lane(page, sign_in, site_page) -> Page:
    sign_in(reviewer("fr"))
    page.goto(lane_url(site_page))
    expect(page.locator(".lane-page--scripted")).to_be_attached()
    return page


def type_in(lane: Page, words: str) -> None:
    """Type in the place of what is there, where the focus is."""
    expect(lane.locator("textarea:focus, [contenteditable=true]:focus")).to_be_visible()
    lane.keyboard.press("ControlOrMeta+a")
    lane.keyboard.type(words)


def go_on(lane: Page, to: str) -> None:
    lane.keyboard.press("ControlOrMeta+Enter")
    expect(lane.locator(f".segment--current[data-path='{to}'] :focus")).to_have_role("textbox")


def published(lane: Page) -> None:
    lane.keyboard.press("Alt+Shift+KeyP")
    expect(lane.get_by_role("status").first).to_contain_text("Published in français.")


def translate_all(lane: Page) -> None:
    lane.keyboard.press("Alt+Shift+ArrowDown")
    type_in(lane, "Notre travail")
    go_on(lane, "body.a#a0")
    type_in(lane, "Chaque enfant est entendu.")
    go_on(lane, "body.h")
    type_in(lane, "Au tribunal")
    go_on(lane, "body.b#b0")
    type_in(lane, "Les enfants ont besoin d’avocats")
    lane.keyboard.press("ControlOrMeta+Shift+Space")
    lane.keyboard.type("!")
    lane.keyboard.press("ControlOrMeta+s")
    expect(lane.locator("#lane-status")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    expect(lane.locator("#lane-left")).to_contain_text("everything is translated")
    published(lane)


def test_page_is_translated_by_keyboard_from_nothing_to_published(lane, site_page):
    translate_all(lane)
    page = fresh(site_page)
    assert (page.title_fr, page.body_fr[1].value) == ("Notre travail", "Au tribunal")
    assert "d’avocats\u00a0!" in page.body_fr[2].value.source


def test_change_of_the_source_is_shown_and_brought_up_to_date(lane, site_page):
    translate_all(lane)
    heading = site_page.body_en.get_prep_value()[1]
    second = text("b", "Children need good lawyers.", NEW)  # a word changed, a paragraph added
    edit(site_page, body_en=[heading, second, text("a", FIRST)])  # a block moved
    lane.reload()
    unfinished = lane.locator(".segment[data-path]:not([data-state=valid])")
    expect(unfinished).to_have_count(2)
    expect(unfinished.first.locator(".segment-changes ins")).to_have_text("good")
    expect(unfinished.last).to_contain_text(NEW)
    moved = lane.locator(".segment", has_text="Moved: it stands elsewhere")
    expect(moved.locator(".segment-source")).to_have_text([FIRST])
    lane.keyboard.press("Alt+Shift+ArrowDown")
    type_in(lane, "Les enfants ont besoin de bons avocats.")
    go_on(lane, "body.b#b1")
    type_in(lane, "Les juges écoutent.")
    lane.keyboard.press("ControlOrMeta+Enter")
    expect(lane.locator("#lane-left")).to_contain_text("everything is translated")
    published(lane)
    body = [str(getattr(block.value, "source", block.value)) for block in fresh(site_page).body_fr]
    assert "bons avocats" in body[1]
    assert "Les juges écoutent." in body[1]
    assert "Chaque enfant est entendu." in body[2]


def test_keys_are_listed_where_they_are_used(lane):
    lane.keyboard.press("Alt+Shift+KeyK")
    expect(lane.get_by_role("dialog", name="Keys")).to_contain_text("Next unfinished passage")
    lane.keyboard.press("Escape")
    expect(lane.get_by_role("dialog")).to_be_hidden()


def test_source_is_taken_over_with_a_key(lane, site_page):
    lane.keyboard.press("Alt+ArrowDown")
    lane.keyboard.press("Alt+Shift+KeyC")
    lane.keyboard.press("ControlOrMeta+s")
    expect(lane.locator("#lane-status")).to_have_text(re.compile("Saved"))
    assert lanes.segments(site_page, "fr")[0].target == "Our work"


def test_suggestion_is_inserted_with_a_key(lane, site_page):
    translate(ContentFactory(title_en="Our work", slug="elsewhere"))
    lane.reload()
    lane.keyboard.press("Alt+ArrowDown")
    expect(lane.locator(".segment-help [data-whole]").first).to_be_visible()
    lane.keyboard.press("Alt+Shift+Digit1")
    expect(lane.locator(":focus")).to_have_value("[fr] Our work")


def test_translation_that_is_still_valid_is_said_to_be_with_a_key(lane, site_page):
    translate(site_page)
    edit(site_page, title_en="Our work!")
    lane.reload()
    lane.keyboard.press("Alt+Shift+ArrowDown")
    lane.keyboard.press("ControlOrMeta+Enter")  # to go on says nothing
    expect(lane.locator(".segment[data-path=title]")).to_have_attribute("data-state", "outdated")
    lane.keyboard.press("Alt+Shift+KeyV")
    expect(lane.locator(".segment[data-path=title]")).to_have_attribute("data-state", "valid")
