"""What visitors meet who read otherwise: without scripts, in forced colours, at rest, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from dci import languages
from tests.browser.test_visitor import CONGRESS, address

STRUCTURE = (Path(__file__).parent / "structure.js").read_text()
WORDS = {"en": "search/?q=children", "fr": "recherche/?q=enfants", "es": "buscar/?q=derechos"}
# What differs between an item that is current and the same item that is not, without its colours.
SHAPE = """
    (item) => {
        const { fontWeight, borderBottomColor, outlineStyle } = getComputedStyle(item);
        return [fontWeight, borderBottomColor, outlineStyle].join();
    }
"""
MOVING = """
    () => [...document.querySelectorAll("*")].filter((element) => {
        const { animationName, transitionDuration } = getComputedStyle(element);
        return animationName !== "none" || /[1-9]/.test(transitionDuration);
    }).map((element) => element.outerHTML.slice(0, 80))
"""
PICTURES = """
    () => Promise.all([...document.querySelectorAll("main img")].map(async (img) => {
        const { top, width } = img.getBoundingClientRect();
        if (img.loading === "lazy" && top < innerHeight) return `lazy, but at the top: ${img.src}`;
        if (!img.currentSrc) return "";
        const file = Object.assign(new Image(), { src: img.currentSrc });
        await file.decode();
        const times = file.naturalWidth / width;
        return times > 2.2 ? `${times} times as wide as it is shown: ${img.src}` : "";
    }))
"""


@pytest.mark.parametrize("language", languages.ALL)
@pytest.mark.parametrize("kind", ["search", "missing"])
def test_pages_outside_the_tree_are_sound(starter_site, page, kind, language):
    page.goto(f"/{language}/{WORDS[language] if kind == 'search' else 'nothing/'}")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(STRUCTURE) == []


def test_search_works_without_scripts_on_a_phone(starter_site, open_tab):
    phone = open_tab(java_script_enabled=False, viewport={"width": 375, "height": 800})
    phone.goto(address("", "fr"))
    phone.get_by_role("button", name="Menu").click()
    phone.get_by_role("link", name="Rechercher", exact=True).click()
    phone.get_by_role("searchbox").fill("filles")
    phone.get_by_role("button", name="Rechercher", exact=True).click()
    expect(phone.locator("#found")).to_contain_text("« filles »")
    expect(phone.locator(".results a").first).to_be_visible()


@pytest.mark.parametrize("group", [".menu", ".language-switcher", ".filters ul"])
def test_current_item_is_told_in_forced_colours(starter_site, page, group):
    page.emulate_media(forced_colors="active")
    page.goto(address("projects/"))
    items = page.locator(group).first
    current = items.locator("[aria-current]").first
    other = items.locator("a:not([aria-current])").first
    assert current.evaluate(SHAPE) != other.evaluate(SHAPE)


def test_nothing_moves_for_readers_who_want_rest(starter_site, page):
    page.emulate_media(reduced_motion="reduce")
    for english in ("", "projects/", CONGRESS):
        page.goto(address(english))
        assert page.evaluate(MOVING) == []


def test_pictures_are_as_large_as_they_are_shown(starter_site, page):
    page.set_viewport_size({"width": 375, "height": 800})
    for english in ("projects/together-for-justice/", "network/"):
        page.goto(address(english), wait_until="networkidle")
        assert [wrong for wrong in page.evaluate(PICTURES) if wrong] == []
