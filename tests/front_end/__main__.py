"""Starts the starter site and lets each tool look at a page of every kind, in every language.

The tools are those of `package.json`; they need Node 20 or newer with npm, the checker of the W3C
also Java. What is found is printed, and the exit status says how many tools found something.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import chromium
from tests.processes import printed_until, started

from . import tools
from .pages import fetched, kinds, searches

HERE = Path(__file__).parent
FAILED = HERE.parents[1] / "templates" / "500.html"  # served as it is written
SETTINGS = {"ENV_FILE": os.devnull, "ADMIN_PASSWORD": "only for the audit", "LOG_LEVEL": "ERROR"}


def main() -> int:
    if not shutil.which("npm"):
        sys.stderr.write(
            "The tools for the public pages need Node 20 or newer: https://nodejs.org\n"
        )
        return 1
    chromium.install()
    install()
    with tempfile.TemporaryDirectory() as folder, started(Path(folder), **SETTINGS) as process:
        site = re.search(r"Site:  (\S+)/", printed_until(process, "Ctrl+C"))[1]
        addresses = kinds(site)
        all_addresses = [*addresses, *searches(site)]
        files = [*fetched(all_addresses, Path(folder) / "html"), FAILED]
        found = [
            report("axe", tools.axe(all_addresses)),
            report("html-validate", tools.html_validate(files)),
            report("Nu HTML Checker", tools.nu_html_checker(files)),
            report("stylelint", tools.stylelint()),
            report("pa11y", tools.pa11y(all_addresses, Path(folder))),
            report("Lighthouse", tools.lighthouse(addresses, Path(folder))),
        ]
    return sum(found)


def install() -> None:
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run([*command, "--loglevel=error"], cwd=HERE, env=environment, check=True)


def report(name: str, faults: list[str]) -> bool:
    """Print what a tool has found. Whether it has found anything."""
    sys.stdout.write(f"{name}: {len(faults) or 'nothing'} found\n")
    sys.stdout.writelines(f"    {fault}\n" for fault in faults)
    sys.stdout.flush()
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
