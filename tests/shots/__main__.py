"""`make shots`: the pictures of the README, and those of the guides.

The README's are photographs of a site that has just come up, the guides' come from the steps of
browser tests: a day at the desk, and a newcomer who builds the site.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests import chromium, pictures
from tests.production import ROOT, online

from .camera import PAGES, browser, photograph, show, tab

FOLDER = ROOT / "docs" / "pictures"
GUIDES = ["tests/browser/test_guide.py", "tests/browser/test_newcomer.py"]


def main() -> int:
    chromium.install()
    of_readme()
    return of_guides()


def of_readme() -> None:
    with tempfile.TemporaryDirectory() as folder, online(Path(folder)) as site, browser() as opened:
        page = tab(opened, site)
        take(page, PAGES["home"], "home")
        take(page, editor(page), "page-editor")


def of_guides() -> int:
    """Takes them in every language of the admin. The exit status of the tests."""
    command = [sys.executable, "-m", "pytest", "-q", *GUIDES]
    return subprocess.run(command, env=os.environ | {pictures.FOLDER: str(FOLDER)}).returncode


def take(page: Page, address: str, name: str) -> None:
    """The first screen of an office's monitor."""
    show(page, address, 1280, "light")
    page.wait_for_load_state("networkidle")
    pictures.save(photograph(page, whole=False), FOLDER / f"{name}.webp")


def editor(page: Page) -> str:
    """The address of the form of a project."""
    page.goto("admin/pages/search/?q=Congress")
    return page.get_by_role("link", name="World Congress").first.get_attribute("href")


if __name__ == "__main__":
    sys.exit(main())
