"""Photographs of public pages that come out the same whenever the pages are the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium
from tests.production import COOKIE, FAILING, Site

# The style sheet page and a page of each type, and what is to be seen at no page's own address.
PAGES = {
    "style sheet": "admin/style/",
    "home": "en/",
    "content": "en/about/",
    "projects": "en/projects/",
    "no projects": "en/projects/?region=africa&country=BR",
    "project": "en/projects/world-congress-2018/",
    "project not translated": "fr/projets/ensemble-pour-la-justice/",
    "partners": "en/partners/",
    "partner": "en/partners/unicef/",
    "network": "en/network/",
    "search": "en/search/",
    "search with results": "en/search/?q=children",
    "search without results": "en/search/?q=zeppelin",
    "accessibility": "en/accessibility/",
    "no page": "en/nothing/",
    "failure": FAILING,
}
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 900
# Pictures far below arrive when somebody scrolls there, and letters when their font is there.
READY = """
    async () => {
        const pictures = [...document.images];
        for (const picture of pictures) picture.loading = "eager";
        await Promise.allSettled(pictures.map((picture) => picture.decode()));
        await document.fonts.ready;
    }
"""


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=chromium.arguments()
        )
        yield browser
        browser.close()


def tab(browser: Browser, site: Site) -> Page:
    """A tab on the site in which an administrator is logged in."""
    context = browser.new_context(base_url=f"{site.address}/", locale="en-GB")
    context.add_cookies([{"name": COOKIE, "value": site.session, "url": site.address}])
    return context.new_page()


def show(page: Page, address: str, width: int, scheme: str) -> None:
    """Open a page of the site in a window of a width, by day or by night."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.goto(address)


def photograph(page: Page, whole: bool = True) -> bytes:
    """The page in a tab as PNG, whole or as much as is in sight; nothing in it moves."""
    page.evaluate(READY)
    return page.screenshot(full_page=whole, animations="disabled")


def photographs(site: Site) -> Iterator[tuple[str, bytes]]:
    """Each page on phone and desk, by day and by night: a name that says so, and the picture."""
    with browser() as opened:
        page = tab(opened, site)
        for (name, address), width, scheme in product(PAGES.items(), WIDTHS, SCHEMES):
            show(page, address, width, scheme)
            yield f"{name}, {width} px, {scheme}", photograph(page)
