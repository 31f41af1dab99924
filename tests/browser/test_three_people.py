"""An editor and two translators have one page open in their browsers, and work on it at once."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from dci.translation import lanes
from tests.browser.admin import field, press
from tests.browser.conftest import moderator
from tests.factories import ContentFactory
from tests.translating import fresh, states
from tests.translation.at_the_desk import lane_url, reviewer

TYPED = {
    "fr": ("Notre travail", "Ce que nous faisons"),
    "es": ("Nuestro trabajo", "Lo que hacemos"),
}


@pytest.fixture
def site_page(starter_site):
    return ContentFactory(title_en="Our work", introduction_en="What we do")


@pytest.fixture
def at_work(open_tab, live_server):
    """``at_work(person, address)``: a browser of their own, at this address."""

    def sit_down(person, address: str) -> Page:
        client, tab = Client(), open_tab(viewport={"width": 1280, "height": 900})
        client.force_login(person)
        cookie = client.cookies["sessionid"].value
        tab.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        tab.goto(address)
        return tab

    return sit_down


def passage(lane: Page, number: int):
    return lane.locator(f"#target-{number}")


def saved(lane: Page) -> None:
    expect(lane.locator("#lane-status")).to_have_text(re.compile(r"Saved \d\d:\d\d"))


def press_publish(lane: Page, answer: str) -> None:
    press(lane, "Save and publish")
    expect(lane.locator(".messages")).to_contain_text(answer)


def test_three_people_work_on_one_page_at_the_same_time(at_work, site_page):
    anna = at_work(moderator("en"), f"/admin/pages/{site_page.pk}/edit/")
    people = {code: at_work(reviewer(code), lane_url(site_page, code)) for code in TYPED}
    for code, lane in people.items():
        passage(lane, 1).fill(TYPED[code][0])
    field(anna, "Introduction").fill("What we do and why")
    for lane in people.values():
        saved(lane)
    press(anna, "More actions")
    press(anna, "Publish")
    expect(anna.get_by_role("status")).to_contain_text("has been published")
    for code, lane in people.items():  # what they see is the English of before
        passage(lane, 2).fill(TYPED[code][1])
    for lane in people.values():
        press_publish(lane, "Saved, but not published")
    page = fresh(site_page)
    assert page.introduction_en == "What we do and why"
    for code in TYPED:
        assert states(page, code) == {"title": "valid", "introduction": "outdated"}
        assert not page.is_available(code)
    passage(people["fr"], 2).fill("Ce que nous faisons, et pourquoi")
    press_publish(people["fr"], "Published in français")
    page = fresh(site_page)
    french = (page.title_fr, page.introduction_fr)
    assert french == ("Notre travail", "Ce que nous faisons, et pourquoi")
    assert page.title_es is None
    assert [one.target for one in lanes.segments(page, "es")] == list(TYPED["es"])
