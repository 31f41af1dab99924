"""What helps while one types in a lane: counters, special characters, spaces that can be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_url, reviewer


@pytest.fixture
def lane(page, sign_in, starter_site) -> Page:
    """The French lane of a page that has a title for search engines."""
    site_page = ContentFactory(title_en="Our work", seo_title_en="What we do for children")
    sign_in(reviewer("fr"))
    page.goto(lane_url(site_page))
    expect(page.locator(".lane-page--scripted")).to_be_attached()
    return page


def field(lane: Page, path: str):
    return lane.locator(f"[name='target:{path}']")


def spaces_made_visible(lane: Page) -> int:
    return lane.evaluate("CSS.highlights.get('no-break-space').size")


def test_title_for_search_engines_has_a_counter_of_its_own(lane):
    counter = lane.locator(".segment-length")
    field(lane, "seo_title").fill("x" * 60)
    expect(counter).to_have_text("60 of 60 characters")
    field(lane, "seo_title").fill("x" * 61)
    expect(counter).to_have_text("61 characters: search engines cut after 60")
    expect(counter).to_have_count(1)


def test_special_characters_are_a_click_away(lane):
    field(lane, "title").click()
    lane.keyboard.type("uvre")
    lane.keyboard.press("Home")
    lane.get_by_role("button", name="œ", exact=True).click()
    expect(field(lane, "title")).to_have_value("œuvre")
    expect(field(lane, "title")).to_be_focused()


def test_spaces_that_do_not_break_can_be_seen(lane):
    field(lane, "title").click()
    lane.keyboard.type("Notre travail")
    assert spaces_made_visible(lane) == 0
    lane.keyboard.press("ControlOrMeta+Shift+Space")
    lane.keyboard.type("!")
    expect(lane.locator(".segment-spaces")).to_contain_text("Spaces that do not break: 1")
    assert spaces_made_visible(lane) > 0


def test_browser_checks_the_spelling_of_the_language(lane):
    title = field(lane, "title")
    assert title.evaluate("field => field.spellcheck")
    assert title.evaluate("field => field.closest('[lang]').lang") == "fr"
