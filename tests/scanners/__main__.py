"""Lets each scanner look; prints what is found, and fails if anything is.

A scanner that can't be had on this machine is left out, and the line says why.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests.production import online, settings_of
from tests.record import record

from . import tools

SETTINGS = "dci.settings"


def main() -> int:
    """How many scanners have found something."""
    found = [report(tools.bandit), report(tools.pip_audit)]
    with tempfile.TemporaryDirectory() as name, online(Path(name)) as site:
        folder = Path(name)
        place = urlsplit(site.address).netloc
        environment = os.environ | settings_of(folder, place) | {"DJANGO_SETTINGS_MODULE": SETTINGS}
        subprocess.run(
            [sys.executable, "-m", "tests.scanners.contact_page"], env=environment, check=True
        )
        found += [report(tools.sqlmap, site.address, folder)]
        found += [report(tools.wapiti, site.address, folder)]
    return sum(found)


def report(scanner: Callable[..., list[str]], *arguments) -> bool:
    """Print what a scanner finds. Whether it has found anything."""
    name = scanner.__name__.replace("_", "-")
    try:
        found = scanner(*arguments)
    except tools.NotHereError as reason:
        sys.stdout.write(f"{name}: left out, {reason}\n")
        return False
    if not found:
        record(name, "nothing found that is not explained below")
    sys.stdout.write(f"{name}: {len(found) or 'nothing'} found\n")
    sys.stdout.writelines(f"    {one}\n" for one in found)
    sys.stdout.flush()
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
