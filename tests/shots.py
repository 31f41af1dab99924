"""`make shots`: the pictures of the README, and those of the translators' guide.

The README's come from a site that has just been started, the guide's from the steps of a browser
test (``tests/browser/test_guide.py``).
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import chromium, pictures
from tests.processes import ROOT, printed_until, started

FOLDER = ROOT / "docs" / "pictures"
PASSWORD = "only for the pictures"


def main() -> int:
    chromium.install()
    of_readme()
    return of_guide()


def of_readme() -> None:
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


def of_guide() -> int:
    """Takes them in every language of the admin. The exit status of the test."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/browser/test_guide.py"]
    return subprocess.run(command, env=os.environ | {pictures.FOLDER: str(FOLDER)}).returncode


def take(page: Page, address: str, name: str) -> None:
    page.goto(address, wait_until="networkidle")
    pictures.save(page.screenshot(), FOLDER / f"{name}.webp")


def editor(page: Page) -> str:
    """Log in; the address of the form of a project."""
    page.goto("admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("admin/pages/search/?q=Congress")
    return page.get_by_role("link", name="World Congress").first.get_attribute("href")


if __name__ == "__main__":
    sys.exit(main())
