"""The desk, without a mouse and on a telephone, in a French admin."""

import pytest
from playwright.sync_api import Page, expect

from dci.translation.models import Translation
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_of, reviewer, translator

MINE = "/admin/translations/?language=fr&assignee=me"
FREE = "/admin/translations/?language=fr&assignee=nobody&q=Our+work"


@pytest.fixture
def pages(starter_site):
    return [ContentFactory(title_en=f"Our work {number}") for number in range(3)]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is so called has the focus, and see that nothing lies over it."""
    wanted = page.get_by_label(name).or_(page.get_by_role("button", name=name, exact=True)).first
    for _time in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    assert wanted.evaluate("""element => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }""")


def test_translator_takes_a_lane_with_the_keyboard_alone(page, sign_in, pages):
    luc = translator("fr", language="fr")
    sign_in(luc)
    page.goto(FREE)
    tab_to(page, "Choisir Our work 1, Français")
    page.keyboard.press("Space")
    expect(page.locator("[data-desk-chosen]")).to_have_text("1")
    tab_to(page, "M’en charger")
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("1 traduction a changé de mains.")
    assert lane_of(pages[1]).assignee == luc


def test_head_of_a_language_chooses_all_of_its_lanes(page, sign_in, pages):
    sign_in(reviewer("fr", language="fr"))
    page.goto(FREE)
    page.get_by_label("Tout choisir en français").check()
    expect(page.locator("[data-desk-chosen]")).to_have_text("3")
    page.get_by_label("Choisir Our work 2, Français").uncheck()
    expect(page.get_by_label("Tout choisir en français")).not_to_be_checked()
    expect(page.locator("[data-desk-chosen]")).to_have_text("2")


def test_part_of_a_bar_opens_what_it_counts(page, sign_in, pages):
    Translation.objects.of(pages[0]).update(state="outdated")
    sign_in(translator("fr", language="fr"))
    page.goto("/admin/translations/?q=Our+work")
    page.locator(".desk-bar").first.locator("a").first.click()
    expect(page.get_by_role("rowheader")).to_have_text(["Our work 0"])


@pytest.mark.parametrize("url", ["/admin/translations/", "/admin/translations/?q=nothing"])
def test_desk_fits_a_telephone(page, sign_in, pages, url):
    page.set_viewport_size({"width": 375, "height": 800})
    sign_in(reviewer("fr", "es", language="fr"))
    page.goto(url)
    expect(page.get_by_label("Titre")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_desk_works_without_scripts(open_tab, sign_in, page, pages):
    luc = translator("fr", language="fr")
    sign_in(luc)
    plain = open_tab(java_script_enabled=False)
    plain.context.add_cookies(page.context.cookies())
    plain.goto(FREE)
    plain.get_by_label("Choisir Our work 1, Français").check(force=True)
    plain.get_by_role("button", name="M’en charger").click(force=True)
    plain.goto(MINE)
    assert "Our work 1" in plain.content()
