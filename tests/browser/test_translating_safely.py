"""What is typed in a lane is not lost: without a connection, logged out, or opened twice."""

import re

import pytest
from playwright.sync_api import Page, expect

from dci.translation import lanes
from dci.translation.models import Translation
from tests.factories import ContentFactory
from tests.translating import translate
from tests.translation.at_the_desk import lane_url, reviewer

SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def site_page(starter_site):
    text = '<p data-block-key="a">Every child is heard.</p>'
    return ContentFactory(title_en="Our work", body_en=[{"type": "text", "id": "t", "value": text}])


@pytest.fixture
def anne(starter_site):
    return reviewer("fr")


@pytest.fixture
def lane(page, sign_in, site_page, anne) -> Page:
    sign_in(anne)
    return opened(page, site_page)


def opened(tab: Page, site_page) -> Page:
    tab.goto(lane_url(site_page))
    expect(tab.locator(".lane-page--scripted")).to_be_attached()
    return tab


def title(tab: Page):
    return tab.get_by_role("textbox", name="Title, passage 1, français")


def status(tab: Page):
    return tab.locator("#lane-status")


def stored(site_page) -> str:
    return lanes.segments(site_page, "fr")[0].target


def test_text_is_saved_as_one_types(lane, site_page):
    title(lane).fill("Notre travail")
    expect(status(lane)).to_have_text(SAVED)
    assert stored(site_page) == "Notre travail"


def test_text_typed_without_a_connection_is_saved_when_it_is_back(lane, site_page):
    lane.context.set_offline(True)
    title(lane).fill("Notre travail")
    expect(status(lane)).to_have_text("Not saved: no connection, trying again")
    assert stored(site_page) == ""
    lane.context.set_offline(False)
    expect(status(lane)).to_have_text(SAVED)
    assert stored(site_page) == "Notre travail"


def test_without_a_connection_one_goes_on(lane, site_page):
    lane.context.set_offline(True)
    title(lane).click()
    lane.keyboard.type("Notre travail")
    lane.keyboard.press("Control+Enter")
    expect(title(lane)).not_to_be_focused()
    expect(lane.locator(".segment--current")).to_have_attribute("data-number", "2")
    lane.context.set_offline(False)
    expect(status(lane)).to_have_text(SAVED)
    assert stored(site_page) == "Notre travail"


def test_what_the_server_refuses_holds_one_up(lane, site_page):
    refusal = '{"errors": {"target:title": ["Too long."]}, "segments": {}, "own": {}}'
    lane.route("**/segment/", lambda route: route.fulfill(status=422, body=refusal))
    title(lane).click()
    lane.keyboard.type("Notre travail")
    lane.keyboard.press("Control+Enter")
    expect(lane.get_by_role("alert")).to_contain_text("Too long.")
    expect(title(lane)).to_be_focused()


def test_counter_says_how_much_is_left_and_nothing_else_does(lane):
    expect(lane.locator(".lane-state")).to_contain_text("2 passages have no valid translation.")
    title(lane).fill("Notre travail")
    expect(lane.locator("#lane-left")).to_contain_text("1 of 2 passages")
    expect(lane.locator(".lane-state")).not_to_contain_text("no valid translation")
    link = lane.get_by_role("link", name="Go to the first")
    expect(link).to_have_attribute("href", re.compile("#segment-2$"))


def test_text_that_was_never_saved_is_offered_again(lane, site_page):
    lane.route("**/segment/", lambda route: route.abort())
    title(lane).fill("Notre travail")
    expect(status(lane)).to_have_text("Not saved: no connection, trying again")
    lane.unroute("**/segment/")
    lane.on("dialog", lambda dialog: dialog.accept())
    opened(lane, site_page)
    expect(title(lane)).to_have_value("")
    expect(lane.get_by_role("alert")).to_contain_text("it was not saved: “Notre travail”")
    lane.get_by_role("button", name="Keep it").click()
    expect(status(lane)).to_have_text(SAVED)
    assert stored(site_page) == "Notre travail"


def test_who_has_been_logged_out_loses_nothing(lane, site_page, sign_in, anne):
    cookies = lane.context.cookies()
    lane.context.clear_cookies(name="sessionid")
    title(lane).fill("Notre travail")
    expect(status(lane)).to_contain_text("You have been logged out")
    lane.context.add_cookies([one for one in cookies if one["name"] == "sessionid"])
    expect(status(lane)).to_have_text(SAVED)
    assert stored(site_page) == "Notre travail"


def test_second_tab_is_told_and_overwrites_nothing(lane, site_page):
    expect(lane.locator("#lane-presence")).to_be_empty()
    other = opened(lane.context.new_page(), site_page)
    expect(other.locator("#lane-presence")).to_contain_text("You have this open in another tab")
    title(lane).fill("Notre travail")
    expect(status(lane)).to_have_text(SAVED)
    title(other).fill("Notre action")
    expect(other.get_by_role("alert")).to_contain_text("Somebody else has written “Notre travail”")
    assert stored(site_page) == "Notre travail"
    other.get_by_role("button", name="Keep mine").click()
    expect(status(other)).to_have_text(SAVED)
    assert stored(site_page) == "Notre action"


def test_text_of_the_other_can_be_taken(lane, site_page):
    other = opened(lane.context.new_page(), site_page)
    title(lane).fill("Notre travail")
    expect(status(lane)).to_have_text(SAVED)
    title(other).fill("Notre action")
    other.get_by_role("button", name="Take theirs").click()
    expect(title(other)).to_have_value("Notre travail")
    assert stored(site_page) == "Notre travail"


def test_click_in_the_preview_leads_to_the_passage(lane, site_page):
    translate(site_page)
    opened(lane, site_page)
    preview = lane.frame_locator("iframe[title=Preview]")
    preview.get_by_text("[fr] Every child is heard.").click()
    current = lane.locator(".segment--current[data-path='body.t#a']")
    expect(current.locator(":focus")).to_have_role("textbox")
    lane.keyboard.type(" Oui.")
    expect(preview.get_by_text("[fr] Every child is heard. Oui.")).to_be_visible()


def test_lane_without_scripts_is_a_form(open_tab, browser, site_page, anne, live_server):
    from django.test import Client  # the session only

    client = Client()
    client.force_login(anne)
    tab = open_tab(java_script_enabled=False)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    tab.context.add_cookies([{**cookie, "url": live_server.url}])
    tab.goto(lane_url(site_page))
    title(tab).fill("Notre travail")
    tab.locator('[name="target:body.t#a"]').fill("Chaque <b>enfant</b>")
    tab.get_by_role("button", name="Save draft").click()
    assert [one.target for one in lanes.segments(site_page, "fr")] == [
        "Notre travail", "Chaque <b>enfant</b>",
    ]  # fmt: skip


def test_language_gets_a_link_of_its_own_and_goes_back(lane, sign_in):
    english, french = "https://example.org/en", "https://example.org/fr"
    link = {"title": "Convention", "text": "", "page": None, "address": english}
    item = {"type": "item", "id": "i", "value": link}
    other = ContentFactory(body_en=[{"type": "links", "id": "l", "value": [item]}])
    opened(lane, other)
    lane.get_by_label("only in français").fill(french)
    expect(status(lane)).to_have_text(SAVED)
    expect(lane.get_by_text("Differs from the other languages")).to_be_visible()
    assert lanes.lane(other, "fr").overrides == {"body.l.i.address": french}
    lane.get_by_role("button", name="Back to the shared one").click()
    expect(lane.get_by_text("Differs from the other languages")).to_be_hidden()
    assert lanes.lane(other, "fr").overrides == {}


def test_locked_lane_can_be_read_and_not_written(lane, site_page):
    Translation.objects.of(site_page).update(locked=True, locked_by=reviewer("fr"))
    opened(lane, site_page)
    expect(title(lane)).not_to_be_editable()
    lane.get_by_role("textbox", name="Content, Text, passage 2, français").click()
    lane.keyboard.type("Chaque enfant")
    expect(lane.locator("[contenteditable=true]")).to_have_count(0)
