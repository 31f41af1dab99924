"""A page goes out as a file, a volunteer translates it, and it comes back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dci.models import ContentPage
from dci.translation import lanes
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_url, translator
from tests.translation.exchange.files import outgoing

NARROW = {"width": 375, "height": 700}


@pytest.fixture
def site_page(starter_site) -> ContentPage:
    return ContentFactory(title_en="Our work in court", introduction_en="Who we are")


def tab_to(page: Page, target) -> None:
    """Go on with the Tab key until ``target`` has the focus."""
    for _step in range(150):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("The Tab key does not lead there.")


def press(page: Page, name: str) -> None:
    tab_to(page, page.get_by_role("button", name=name))
    page.keyboard.press("Enter")


def downloaded(page: Page) -> Path:
    with page.expect_download() as download:
        press(page, "Obtenir le fichier")
    return Path(download.value.path())


def translated(file: Path, to: Path) -> Path:
    text = file.read_text()
    for source, target in {"Our work in court": "Au tribunal", "Who we are": "Nous"}.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    to.write_text(text)
    return to


def test_page_goes_out_and_comes_back_by_keyboard(page, sign_in, site_page, tmp_path):
    sign_in(translator("fr", language="fr"))
    page.goto(lane_url(site_page))
    tab_to(page, page.get_by_role("link", name="En fichier"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("radio", name="XLIFF 1.2"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    file = translated(downloaded(page), tmp_path / "back.po")
    page.get_by_label("Fichier", exact=True).set_input_files(file)
    press(page, "Montrer ce qui changerait")
    expect(page.get_by_role("main")).to_contain_text("2 passages en français changeraient")
    tab_to(page, page.get_by_role("checkbox", name="Introduction"))
    page.keyboard.press("Space")
    press(page, "Reprendre la sélection dans le brouillon")
    expect(page.locator(".messages")).to_contain_text("1 passage a été repris")
    expect(page.get_by_role("main")).to_contain_text("1 passage en français changerait")
    assert [one.target for one in lanes.segments(site_page, "fr")] == ["Au tribunal", ""]


def test_files_work_without_scripts(open_tab, page, sign_in, site_page, tmp_path):
    sign_in(translator("fr"))
    plain = open_tab(java_script_enabled=False)
    plain.context.add_cookies(page.context.cookies())
    key = lane_url(site_page).split("/")[-2]
    plain.goto(f"/admin/translations/files/?ids={key}")
    # Without scripts Wagtail's empty menu lies over the page, so the clicks are forced.
    plain.get_by_role("radio", name="PO, for Poedit").check(force=True)
    with plain.expect_download() as download:
        plain.get_by_role("button", name="Get the file").click(force=True)
    file = translated(Path(download.value.path()), tmp_path / "back.po")
    plain.get_by_label("File", exact=True).set_input_files(file)
    plain.get_by_role("button", name="Show what would change").click(force=True)
    expect(plain.get_by_text("Au tribunal")).to_be_visible()
    plain.get_by_role("button", name="Take what is chosen into the draft").click(force=True)
    expect(plain.get_by_text("2 passages were taken")).to_be_visible()
    assert lanes.segments(site_page, "fr")[0].target == "Au tribunal"


def test_files_fit_a_narrow_screen(page, sign_in, site_page, tmp_path):
    page.set_viewport_size(NARROW)
    sign_in(translator("fr", language="fr"))
    page.goto("/admin/translations/files/")
    assert fits(page)
    content = outgoing(site_page).replace(
        b'work in court"\nmsgstr ""', b'work in court"\nmsgstr "Long"'
    )
    file = tmp_path / "back.po"
    file.write_bytes(content.replace(b'"Long"', b'"' + b"Tribunal" * 20 + b'"'))
    page.get_by_label("Fichier", exact=True).set_input_files(file)
    page.get_by_role("button", name="Montrer ce qui changerait").click()
    expect(page.get_by_role("checkbox", name="Titre")).to_be_checked()
    assert fits(page)


def fits(page: Page) -> bool:
    widths = (
        "[document.documentElement, document.querySelector('main')].map(one => one.scrollWidth)"
    )
    return max(page.evaluate(widths)) <= NARROW["width"]
