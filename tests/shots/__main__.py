"""`make shots`: the pictures of the README, and those of the translators' guide.

The README's are photographs of a site that has just come up, the guide's come from the steps of a
browser test (``tests/browser/test_guide.py``).
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


def main() -> int:
    chromium.install()
    of_readme()
    return of_guide()


def of_readme() -> None:
    with tempfile.TemporaryDirectory() as folder, online(Path(folder)) as site, browser() as opened:
        page = tab(opened, site)
        take(page, PAGES["home"], "home")
        take(page, editor(page), "page-editor")


def of_guide() -> int:
    """Takes them in every language of the admin. The exit status of the test."""
    command = [sys.executable, "-m", "pytest", "-q", "tests/browser/test_guide.py"]
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
