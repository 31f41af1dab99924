"""What a first visit costs, and whether the page stays still and whole while it arrives."""

import gzip
import re
import time

import pytest

from tests.browser.test_visitor import CONGRESS, EVERY_KIND, GIRLS, address

REQUESTS = 12
BYTES = 150_000  # of all that the first view needs
FONTS = 80_000  # bytes, on a page with Arabic too
HTML = 12_000  # bytes, as they travel
SHIFTS = """
    () => new Promise((resolve) => {
        let moved = 0;
        new PerformanceObserver((list) => {
            for (const { value } of list.getEntries()) moved += value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(moved), 100);
    })
"""
MIRRORED = """
    () => {
        const all = [...document.querySelectorAll(".band > .body, .wordmark, .language-switcher")];
        const before = all.map((element) => element.getBoundingClientRect().left);
        document.documentElement.dir = "rtl";
        return all.filter((element, i) =>
            !element.closest("[dir]:not(html, .content)") && Math.abs(
                before[i] - (document.body.clientWidth - element.getBoundingClientRect().right)
            ) > 2).map((element) => element.outerHTML.slice(0, 80));
    }
"""


@pytest.fixture
def arriving(starter_site, open_tab):
    """``arriving(address)``: the page in a tab that has nothing in its cache, and the answers."""

    def arriving(where):
        answers = []
        tab = open_tab(viewport={"width": 375, "height": 800})
        tab.on("response", lambda answer: answers.append(answer))
        tab.goto(where, wait_until="networkidle")
        return tab, answers

    return arriving


@pytest.mark.parametrize("english", ["", CONGRESS, "network/"])
def test_first_view_is_small(arriving, english):
    _tab, answers = arriving(address(english, "fr"))
    by_type = {}
    for answer in answers:
        by_type.setdefault(answer.request.resource_type, []).append(answer.body())
    assert len(answers) <= REQUESTS
    assert sum(len(body) for bodies in by_type.values() for body in bodies) <= BYTES
    assert len(gzip.compress(by_type["document"][0])) <= HTML
    assert len(by_type["stylesheet"]) == 1
    assert len(by_type["font"]) <= 4
    assert sum(map(len, by_type["font"])) <= FONTS
    assert "script" not in by_type


def test_arabic_is_fetched_only_where_it_stands(arriving):
    def fonts(english):
        return [answer.url for answer in arriving(address(english))[1] if "arabic" in answer.url]

    assert fonts(GIRLS) == []
    assert len(fonts(CONGRESS)) == 1


@pytest.mark.parametrize("english", ["", CONGRESS])
def test_nothing_moves_when_the_fonts_come_late(starter_site, page, english):
    def late(route):
        time.sleep(0.5)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(address(english), wait_until="networkidle")
    assert page.evaluate("document.fonts.check('16px Atkinson Next')")
    assert page.evaluate(SHIFTS) <= 0.02


@pytest.mark.parametrize("width", [320, 1280])
def test_every_kind_of_page_mirrors(starter_site, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for english in EVERY_KIND:
        page.goto(address(english))
        wrong[english] = page.evaluate(MIRRORED)
        wrong[english] += page.evaluate(
            "document.scrollingElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []"
        )
    assert {where: found for where, found in wrong.items() if found} == {}


def test_logos_weigh_the_same(starter_site, page):
    page.goto(address("network/"))
    areas = page.locator(".logo img").evaluate_all(
        "all => all.map(({ clientWidth, clientHeight }) => clientWidth * clientHeight)"
    )
    assert max(areas) / min(areas) <= 2.2


def test_pictures_have_room_kept_for_them(starter_site, page):
    page.goto(address("projects/together-for-justice/"), wait_until="networkidle")
    [picture] = page.locator("main picture").all()
    assert picture.locator("source").first.get_attribute("type") == "image/avif"
    kept, shown = picture.locator("img").evaluate(
        "img => [img.getAttribute('width') / img.getAttribute('height'),"
        " img.naturalWidth / img.naturalHeight]"
    )
    assert kept == pytest.approx(shown, rel=0.03)


def test_a_project_prints_on_three_sheets_without_navigation(starter_site, page):
    page.goto(address(CONGRESS))
    page.emulate_media(media="print")
    assert page.locator("nav").filter(visible=True).count() == 0
    assert page.locator(".documents").is_visible()
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(sheets) <= 3
