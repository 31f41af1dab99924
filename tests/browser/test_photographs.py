"""Photographs of the style sheet page and of a page of each type: what can be read on them."""

import io
from contextlib import closing
from itertools import combinations, product
from pathlib import Path

import pytest
from PIL import Image

from dci.models import SitePage
from dci.translation import lanes
from tests.effort import tries
from tests.production import FAILING, UNTRANSLATED
from tests.record import record
from tests.shots.camera import PAGES, SCHEMES, WIDTHS, photograph, show
from tests.shots.differences import compare, main, report

LINES = (Path(__file__).parent / "lines.js").read_text()
VIEWS = tries([(320, "light"), (1280, "dark")], audit=list(product(WIDTHS, SCHEMES)))
STANDS_OUT = 4.5  # contrast of the darkest and the lightest point of a line


@pytest.fixture
def tab(page, editor, sign_in):
    """A tab of an editor, on a site with a page that is not translated into French."""
    sign_in(editor)
    lanes.withdraw(SitePage.objects.get(slug=UNTRANSLATED).specific, "fr")
    return page


def unreadable(page) -> list[str]:
    """The lines of a page that do not stand out, or that lie on each other."""
    picture = Image.open(io.BytesIO(photograph(page))).convert("L")
    lines = page.evaluate(LINES)
    return [text for text, *box in lines if contrast(picture.crop(box)) < STANDS_OUT] + [
        f"{one[0]} / {other[0]}" for one, other in combinations(lines, 2) if overlap(one, other)
    ]


def contrast(picture: Image.Image) -> float:
    dark, light = (((shade / 255 + 0.055) / 1.055) ** 2.4 for shade in picture.getextrema())
    return (light + 0.05) / (dark + 0.05)


def overlap(one: list, other: list) -> bool:
    """By more than two pixels each way."""
    (_, left, top, right, bottom), (_, left2, top2, right2, bottom2) = one, other
    return min(right, right2) - max(left, left2) > 2 < min(bottom, bottom2) - max(top, top2)


@pytest.mark.audit
@pytest.mark.long
@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_line_is_to_be_seen(tab, width, scheme):
    wrong = {}
    for name, address in PAGES.items():
        if address != FAILING:
            show(tab, f"/{address}", width, scheme)
            wrong[name] = unreadable(tab)
    assert {name: lines for name, lines in wrong.items() if lines} == {}
    record(f"lines that do not stand out, {width} px, {scheme}", f"{len(wrong)} pages, none")


@pytest.mark.parametrize(
    "spoilt",
    [
        "h1 { color: var(--paper) }",
        "h1 { position: relative; inset-block-start: 1.5em }",
        "main::after { content: ''; position: absolute; inset: 0; background: var(--paper) }",
    ],
    ids=["invisible", "on other lines", "covered"],
)
def test_line_that_is_not_seen_is_found(tab, spoilt):
    show(tab, "/en/about/", 320, "light")
    assert unreadable(tab) == []
    tab.evaluate(
        "css => { const own = new CSSStyleSheet(); own.replaceSync(css);"
        " document.adoptedStyleSheets.push(own) }",
        spoilt,
    )
    assert any("About us" in found for found in unreadable(tab))


def test_changed_colour_is_found_and_shown(tab, browser, tmp_path):
    show(tab, "/en/about/", 320, "light")
    before, again = photograph(tab), photograph(tab)
    tab.locator("h1").evaluate("heading => heading.style.color = '#121a39'")
    found = compare("home", before, photograph(tab))
    assert compare("home", before, again) is None
    with closing(browser.new_page()) as shown:
        shown.goto(report([found], tmp_path, "one differs").as_uri())
        heights = shown.locator("img").evaluate_all("all => all.map((img) => img.naturalHeight)")
    assert heights == [found.after.height] * 3
    assert 0 < found.after.height < 400


def test_version_that_is_unknown_is_told(capsys):
    assert main("no-such-version") == 1
    assert capsys.readouterr().err.startswith("REF=no-such-version: fatal")
