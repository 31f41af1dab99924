"""Who types faster than editors start or servers answer: each letter lands where it was typed."""

import time

import pytest
from playwright.sync_api import Page, expect

from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_url, reviewer

FIRST, SECOND = "body.t#a", "body.t#b"


@pytest.fixture
def lane(page, sign_in, starter_site) -> Page:
    """The French lane of a page with two paragraphs."""
    text = '<p data-block-key="a">One.</p><p data-block-key="b">Two.</p>'
    site_page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    sign_in(reviewer("fr"))
    page.goto(lane_url(site_page))
    expect(page.locator(".lane-page--scripted")).to_be_attached()
    return page


def begin(lane: Page) -> None:
    lane.locator(f"[data-path='{FIRST}'] [role=textbox]").click()


def expect_texts(lane: Page, first: str, second: str) -> None:
    for path, text in ((FIRST, first), (SECOND, second)):
        field = lane.locator(f"[data-path='{path}'] :is([contenteditable=true], textarea:visible)")
        is_plain = field.evaluate("field => field.tagName") == "TEXTAREA"
        (expect(field).to_have_value if is_plain else expect(field).to_have_text)(text)


def slow_down(lane: Page, times: int) -> None:
    """Let the browser work as on a machine that is so much slower."""
    session = lane.context.new_cdp_session(lane)
    session.send("Emulation.setCPUThrottlingRate", {"rate": times})


def test_who_is_faster_than_the_editor_loses_no_letter(lane):
    slow_down(lane, times=20)
    begin(lane)
    lane.keyboard.type("Chaque enfant est entendu par le juge.", delay=15)
    editor = lane.locator("[contenteditable=true]:focus")
    expect(editor).to_have_text("Chaque enfant est entendu par le juge.")


def test_what_is_taken_back_early_does_not_come(lane):
    slow_down(lane, times=20)
    begin(lane)
    lane.keyboard.type("Unn")
    lane.keyboard.press("Backspace")
    lane.keyboard.type(".")
    expect(lane.locator("[contenteditable=true]:focus")).to_have_text("Un.")


@pytest.mark.parametrize("status", [200, 500])
def test_editor_that_comes_late_calls_nobody_back(lane, status):
    def late(route):
        time.sleep(1)
        route.continue_() if status == 200 else route.fulfill(status=status)

    lane.route("**/editor/", late)
    begin(lane)
    lane.keyboard.type("Un", delay=20)
    lane.keyboard.press("Alt+ArrowDown")
    lane.keyboard.type("Deux, et encore un peu plus de texte ici.", delay=80)
    expect_texts(lane, "Un", "Deux, et encore un peu plus de texte ici.")


def test_source_that_comes_late_calls_nobody_back(lane):
    begin(lane)
    expect(lane.locator(f"[data-path='{FIRST}'] [contenteditable=true]")).to_be_focused()
    lane.route("**/editor/", lambda route: (time.sleep(0.5), route.continue_()))
    lane.keyboard.press("Alt+Shift+KeyC")
    lane.keyboard.press("Alt+ArrowDown")
    lane.keyboard.type("Deux, sans attendre la source.", delay=50)
    expect_texts(lane, "One.", "Deux, sans attendre la source.")


def test_who_goes_on_before_the_answer_writes_in_the_next_passage(lane):
    begin(lane)
    expect(lane.locator(f"[data-path='{FIRST}'] [contenteditable=true]")).to_be_focused()
    lane.route("**/segment/", lambda route: (time.sleep(1), route.continue_()))
    lane.keyboard.type("Un.")
    lane.keyboard.press("ControlOrMeta+Enter")
    lane.keyboard.type("Deux.", delay=60)
    expect_texts(lane, "Un.", "Deux.")
