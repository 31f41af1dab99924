"""What a visitor meets on every kind of page, in every language, without an account."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dci import languages
from dci.models import SitePage
from dci.translation import lanes

HERE = Path(__file__).parent
STRUCTURE = (HERE / "structure.js").read_text()
FOCUS = (HERE / "focus.js").read_text()
CONTRAST = (HERE / "contrast.js").read_text()
# A style of the reader's own, which no rule of the site keeps away, then what does not fit with it.
UNFIT = """
    (css) => {
        const own = new CSSStyleSheet();
        own.replaceSync(css);
        document.adoptedStyleSheets.push(own);
        const isCut = (element) =>
            /hidden|clip/.test(getComputedStyle(element).overflow) &&
            !element.matches(".visually-hidden, svg *, svg, img") &&
            element.scrollHeight > element.clientHeight + 1;
        const cut = [...document.querySelectorAll("body *")].filter(isCut);
        const isWide = document.scrollingElement.scrollWidth > innerWidth;
        return [...(isWide ? ["scrolls sideways"] : []), ...cut.map((one) => one.outerHTML)];
    }
"""
CONGRESS = "projects/world-congress-2018/"
GIRLS = "projects/defence-for-girls/"
EVERY_KIND = [
    "",
    "about/",
    "projects/",
    CONGRESS,
    GIRLS,
    "partners/",
    "partners/unicef/",
    "network/",
]


ABORTED = "net::ERR_ABORTED"  # by the browser: the page was left while its icon was on its way


@pytest.fixture
def visitor(starter_site, page):
    """A tab in which nothing may fail, and on which nothing may be left behind."""
    yield from watched(page)


def watched(page: Page):
    faults = []

    def note_failed(request) -> None:
        if request.failure != ABORTED:
            faults.append(f"{request.failure}: {request.url}")

    page.on("requestfailed", note_failed)
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    yield page
    stored = page.evaluate("[document.cookie.length, localStorage.length, sessionStorage.length]")
    assert (faults, page.context.cookies(), stored) == ([], [], [0, 0, 0])


def address(english: str, language: str = "en") -> str:
    """The address of a page in a language; the page is named by its English address."""
    home = SitePage.objects.get(depth=2)
    return SitePage.objects.get(url_path=home.url_path + english).specific.address(language)


@pytest.mark.parametrize("language", languages.ALL)
def test_pages_are_sound_on_a_phone_and_on_a_desk(visitor, language):
    wrong = {}
    for english in EVERY_KIND:
        visitor.goto(address(english, language))
        for width in (320, 1280):
            visitor.set_viewport_size({"width": width, "height": 900})
            wrong[english, width] = visitor.evaluate(STRUCTURE)
    assert {where: found for where, found in wrong.items() if found} == {}


def test_text_stands_out_by_day_and_by_night(visitor):
    wrong = {}
    for english in EVERY_KIND:
        visitor.goto(address(english))
        for scheme in ("light", "dark"):
            visitor.emulate_media(color_scheme=scheme)
            wrong[english, scheme] = visitor.evaluate(CONTRAST)
    assert {where: found for where, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("width", "style"),
    [
        (
            320,
            "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
            " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
        ),
        (1280, "html { font-size: 200% !important }"),
    ],
    ids=["wide-set text (WCAG 1.4.12)", "text of double size (WCAG 1.4.4)"],
)
def test_readers_own_text_settings_fit(visitor, width, style):
    visitor.set_viewport_size({"width": width, "height": 900})
    wrong = {}
    for english in EVERY_KIND:
        visitor.goto(address(english, "fr"))
        wrong[english] = visitor.evaluate(UNFIT, style)
    assert {where: found for where, found in wrong.items() if found} == {}


def test_language_switch_leads_to_the_same_page_and_back(visitor):
    visitor.goto(address(GIRLS))
    for name, language in (("Français", "fr"), ("Español", "es"), ("English", "en")):
        visitor.get_by_role("link", name=name, exact=True).first.click()
        expect(visitor).to_have_url(re.compile(f"{address(GIRLS, language)}$"))
        expect(visitor.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize(
    ("language", "number"), [("en", "57,000"), ("fr", "57\u202f000"), ("es", "57\u202f000")]
)
def test_figures_are_written_as_the_reader_writes_them(visitor, language, number):
    visitor.goto(address(GIRLS, language))
    assert number in visitor.locator(".figures dd").all_text_contents()


def test_documents_name_their_languages_the_readers_own_first(visitor):
    visitor.goto(address(CONGRESS, "fr"))
    flyer = visitor.locator(".document").first.locator(".chip")
    codes = flyer.evaluate_all("chips => chips.map((chip) => chip.hreflang)")
    assert codes == ["fr", "en", "es", "ar"]
    expect(visitor.locator(".document:first-child .chip--here")).to_have_attribute("hreflang", "fr")
    arabic = flyer.nth(3)
    expect(arabic.locator("[lang=ar][dir=rtl]")).to_have_text("العربيّة")
    file = visitor.request.get(arabic.get_attribute("href"))
    assert file.headers["content-type"] == arabic.get_attribute("type") == "application/pdf"


def test_skip_link_leads_the_keyboard_to_the_content(visitor):
    visitor.goto(address(GIRLS))
    visitor.keyboard.press("Tab")
    skip = visitor.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("main")).to_be_focused()


@pytest.mark.parametrize("width", [375, 1280])
def test_keyboard_reaches_every_control_and_shows_where_it_is(visitor, width):
    visitor.set_viewport_size({"width": width, "height": 900})
    visitor.goto(address(CONGRESS, "es"))
    controls = visitor.locator("a[href], button, summary").filter(visible=True)
    in_order = controls.evaluate_all("all => all.map((control) => control.outerHTML)")
    reached, wrong = walk(visitor, at_most=len(in_order) + 1)
    assert (reached, wrong) == (in_order, {})


def walk(page: Page, at_most: int) -> tuple[list[str], dict[str, list[str]]]:
    """Press Tab until the page is through. What was reached, and what is wrong with it."""
    reached, wrong = [], {}
    for _ in range(at_most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if not here["control"]:
            break
        reached.append(here["control"])
        if here["wrong"]:
            wrong[here["control"]] = here["wrong"]
    return reached, wrong


def test_menu_and_languages_work_without_scripts_on_a_phone(starter_site, open_tab):
    phone = open_tab(java_script_enabled=False, viewport={"width": 375, "height": 800})
    phone.goto(address(CONGRESS))
    projects = phone.get_by_role("navigation", name="Sections").get_by_role("link", name="Projects")
    expect(projects).to_be_hidden()
    phone.get_by_role("button", name="Menu").click()
    projects.click()
    phone.get_by_role("link", name="Français", exact=True).click()
    expect(phone).to_have_url(re.compile(r"/fr/projets/$"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Projets")


@pytest.mark.parametrize(("wish", "fades"), [("no-preference", True), ("reduce", False)])
def test_pages_fade_into_each_other_unless_the_reader_wants_rest(visitor, wish, fades):
    visitor.add_init_script("onpagereveal = (event) => { self.fades = !!event.viewTransition }")
    visitor.emulate_media(reduced_motion=wish)
    visitor.goto(address(""))
    visitor.get_by_role("link", name="Projects", exact=True).first.click()
    visitor.wait_for_url("**/projects/")
    visitor.wait_for_function("'fades' in self")
    assert visitor.evaluate("self.fades") is fades


def test_chips_are_told_apart_in_forced_colours(visitor):
    visitor.emulate_media(forced_colors="active")
    visitor.goto(address(CONGRESS))
    flyer = visitor.locator(".document").first.locator(".chip")
    styles = "all => all.map((chip) => getComputedStyle(chip)).map((style) => style.{})"
    assert flyer.evaluate_all(styles.format("borderTopStyle")) == ["solid"] * 4
    assert flyer.evaluate_all(styles.format("outlineStyle")) == ["solid"] + ["none"] * 3


def test_untranslated_page_says_so_before_its_title(visitor):
    page = SitePage.objects.get(slug="defence-for-girls").specific
    lanes.withdraw(page, "fr")
    visitor.goto(page.address("fr"))
    notice = visitor.locator(".notice")
    expect(notice).to_contain_text("pas encore disponible en français")
    assert notice.bounding_box()["y"] < 600
    expect(visitor.locator("[lang=en] h1")).to_have_text("Defence for Girls")
    expect(visitor.get_by_role("navigation", name="Rubriques")).to_be_visible()
