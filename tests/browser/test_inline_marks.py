"""Abbreviations and words of another language, beside which somebody types in the lane."""

import re

import pytest
from playwright.sync_api import expect

from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_url, reviewer

FRENCH = 'Le <abbr title="Comité">CDE</abbr> dit <span lang="en">“yes”</span> à tous.'


@pytest.fixture
def site_page(starter_site):
    """A page whose paragraph is translated."""
    text = '<p data-block-key="a">The <abbr title="Committee">CRC</abbr> says yes.</p>'
    page = ContentFactory(body_en=[{"type": "text", "id": "t", "value": text}])
    lanes.save_draft(page, "fr", {"body.t#a": FRENCH})
    return page


def test_typing_beside_marks_keeps_them(page, sign_in, site_page):
    sign_in(reviewer("fr"))
    page.goto(lane_url(site_page))
    page.locator("[data-path='body.t#a'] [role=textbox]").click()
    editor = page.locator("[data-path='body.t#a'] [contenteditable=true]:focus")
    expect(editor.locator("abbr[title=Comité]")).to_have_text("CDE")
    expect(editor.locator("span.inline-mark[lang=en]")).to_have_text("“yes”")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" Oui.")
    expect(page.locator("#lane-status")).to_have_text(re.compile(r"Saved \d\d:\d\d"))
    targets = {segment.path: segment.target for segment in lanes.segments(site_page, "fr")}
    assert targets["body.t#a"] == f"{FRENCH} Oui."
