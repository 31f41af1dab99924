"""`make shots`: the pictures of the README, taken from a site that has just been started."""

import os
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.processes import ROOT, printed_until, started

PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "only for the pictures"


def main() -> None:
    chromium.install()
    PICTURES.mkdir(exist_ok=True)
    settings = {"ENV_FILE": os.devnull, "ADMIN_PASSWORD": PASSWORD}
    with tempfile.TemporaryDirectory() as folder, started(Path(folder), **settings) as process:
        address = re.search(r"Site:  (\S+)", printed_until(process, "Ctrl+C"))[1]
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium.path(), args=chromium.arguments()
            )
            page = browser.new_page(
                base_url=address, viewport={"width": 1280, "height": 1000}, locale="en-GB"
            )
            take(page, "en/", "home")
            take(page, editor(page), "page-editor")
            browser.close()


def take(page: Page, address: str, name: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def editor(page: Page) -> str:
    """Log in; the address of the form of a project."""
    page.goto("admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("admin/pages/search/?q=Congress")
    return page.get_by_role("link", name="World Congress").first.get_attribute("href")


if __name__ == "__main__":
    main()
