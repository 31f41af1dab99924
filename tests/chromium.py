"""The Chromium or Chrome that the browser tests drive: one that this machine has."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = (
    "The browser tests need Chromium or Chrome, and none was found. Install it"
    " (Debian: apt install chromium; Fedora: dnf install chromium; macOS: brew install --cask"
    " google-chrome), or name it: CHROMIUM_PATH=/path/to/chromium."
)


class MissingBrowserError(Exception):
    """The message says how to get one."""


def path() -> str:
    """Where it is. CHROMIUM_PATH comes first, and must be right."""
    if chosen := os.environ.get("CHROMIUM_PATH"):
        if not shutil.which(chosen):
            raise MissingBrowserError(f"CHROMIUM_PATH={chosen} is no program. {HOW}")
        return chosen
    found = [*filter(None, map(shutil.which, NAMES)), *(p for p in ELSEWHERE if Path(p).exists())]
    if not found:
        raise MissingBrowserError(HOW)
    return found[0]


def install() -> None:
    """As root on Debian, get the package if there is no browser; elsewhere leave it to people."""
    try:
        path()
    except MissingBrowserError:
        if os.geteuid() == 0 and shutil.which("apt-get") and platform.system() == "Linux":
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", "update", "-q"], env=environment)
            subprocess.run(["apt-get", "install", "-qy", "chromium"], env=environment)


def arguments() -> list[str]:
    """Chromium refuses its sandbox to root."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []
