"""A translation submitted, returned, locked and compared by keyboard; English changed beside it."""

import pytest
from playwright.sync_api import Page, expect

from dci.translation import lanes
from dci.translation.review import comments
from dci.translation.review import workflow as review
from tests.browser.admin import publish
from tests.factories import ContentFactory
from tests.translating import fresh, states, translate
from tests.translation.at_the_desk import lane_of, lane_url, reviewer, translator


@pytest.fixture
def site_page(starter_site):
    page = ContentFactory(title_en="Our work")
    translate(page)
    return fresh(page)


@pytest.fixture
def maria():
    return translator("fr")


def press(page: Page, name: str) -> None:
    """Press a button as somebody does who has no mouse."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def open_lane(page: Page, site_page) -> None:
    page.goto(lane_url(site_page))
    expect(page.locator(".lane-page--scripted")).to_be_attached()


def test_submitted_lane_is_read_only_until_it_is_taken_back(page, sign_in, site_page, maria):
    lanes.save_draft(site_page, "fr", {"title": "Notre travail"}, user=maria)
    sign_in(maria)
    open_lane(page, site_page)
    press(page, "Save and submit for review")
    expect(page.get_by_role("heading", name="Waiting for review")).to_be_visible()
    expect(page.locator("textarea[name='target:title']")).not_to_be_editable()
    press(page, "Take it back")
    expect(page.locator("textarea[name='target:title']")).to_be_editable()


def test_reviewer_returns_with_a_comment(page, sign_in, site_page, maria):
    lanes.save_draft(site_page, "fr", {"title": "Notre travail"}, user=maria)
    review.submit(lane_of(site_page), maria)
    sign_in(reviewer("fr"))
    open_lane(page, site_page)
    page.get_by_label("What is to be changed").focus()
    page.keyboard.type("Plus court")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Returned by the reviewer")).to_be_visible()
    expect(page.get_by_role("blockquote")).to_have_text("Plus court")


def test_two_versions_are_compared_and_the_earlier_taken_up(page, sign_in, site_page, maria):
    for title in ("Notre travail", "Nos travaux"):
        lanes.save_draft(site_page, "fr", {"title": title}, user=maria)
    sign_in(maria)
    open_lane(page, site_page)
    page.get_by_role("link", name="History").focus()
    page.keyboard.press("Enter")
    press(page, "Compare the two")
    expect(page.locator("del")).to_have_text(["Notre travail"])
    page.get_by_role("link", name="Back to the history").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Go back to this").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name='target:title']")).to_have_value("Notre travail")


def test_author_is_told_what_becomes_outdated_before_publishing(page, sign_in, site_page, editor):
    sign_in(editor)
    page.goto(f"/admin/pages/{site_page.pk}/edit/")
    page.locator("#id_title_en").focus()
    page.keyboard.press("End")
    page.keyboard.type(" and aims")
    press(page, "Save draft")
    expect(page.locator("[data-source-forecast]")).to_contain_text("1 passage in French")
    page.get_by_label("A minor change: translations stay valid").focus()
    page.keyboard.press("Space")
    publish(page, "Our work and aims")
    assert (fresh(site_page).title_en, states(site_page)["title"]) == ("Our work and aims", "valid")


def test_author_answers_a_translator(page, sign_in, site_page, editor, maria):
    comments.add(lane_of(site_page), "title", "Which work is meant?", "author", maria)
    sign_in(editor)
    page.goto(f"/admin/pages/{site_page.pk}/edit/")
    press(page, "Show or hide translations")
    expect(page.get_by_text("Which work is meant?")).to_be_visible()
    page.get_by_role("link", name="Answer or resolve").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Answer").focus()
    page.keyboard.type("That with children")
    press(page, "Send")
    expect(page.get_by_text("That with children")).to_be_visible()
    page.get_by_role("button", name="Resolve").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 resolved comment")).to_be_visible()


@pytest.mark.parametrize("width", [375, 1280])
def test_pages_of_a_review_fit_the_screen(page, sign_in, site_page, maria, width):
    comments.add(lane_of(site_page), "title", "x" * 300, "translators", maria)
    lanes.save_draft(site_page, "fr", {"title": "Notre travail"}, user=maria)
    sign_in(maria)
    page.set_viewport_size({"width": width, "height": 900})
    for part in ("", "history/", "comments/?path=title"):
        page.goto(f"{lane_url(site_page)}{part}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
