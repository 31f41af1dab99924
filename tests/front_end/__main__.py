"""Puts the starter site up and lets each tool look at a page of every kind, in every language.

The tools are those of `package.json`; they need Node 20 or newer with npm, the checker of the W3C
also Java. What is found is printed, and the exit status says how many tools found something.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from tests import chromium
from tests.production import online
from tests.record import record

from . import pages, tools

HERE = Path(__file__).parent


def main() -> int:
    if not shutil.which("npm"):
        sys.stderr.write(
            "The tools for the public pages need Node 20 or newer: https://nodejs.org\n"
        )
        return 1
    chromium.install()
    install()
    with tempfile.TemporaryDirectory() as name, online(Path(name)) as site:
        return look(site.address, Path(name))


def look(site: str, folder: Path) -> int:
    """Let all tools look at all pages of a site. How many of them have found something."""
    listed, apart = pages.kinds(site), pages.apart(site)
    addresses = [*listed, *apart, *pages.failures(site)]
    files = pages.fetched(addresses, folder / "html")
    sys.stdout.write(f"{len(addresses)} pages\n")
    found = [
        report("axe", tools.axe(addresses)),
        report("html-validate", tools.html_validate(files)),
        report("Nu HTML Checker", tools.nu_html_checker(files)),
        report("stylelint", tools.stylelint()),
        report("caching", tools.caching(listed[0])),
        report("Observatory", tools.observatory(site, pages.SCORED, folder)),
        report("pa11y", tools.pa11y(addresses, folder)),
    ]
    *_, slow = quantiles(tools.answers([*listed, *apart]), n=20)
    sys.stdout.write(f"95 of 100 answers take at most {slow:.0f} ms\n")
    results = tools.lighthouse(listed, folder)
    results |= tools.lighthouse(apart, folder, "--skip-audits=is-crawlable")
    found.append(report("Lighthouse", tools.low(results)))
    for name in next(iter(results.values())):
        values = [result[name] for result in results.values()]
        sys.stdout.write(
            f"    {name}: {min(values):.0f} to {max(values):.0f}, median {median(values):.0f}\n"
        )
    return sum(found)


def install() -> None:
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run([*command, "--loglevel=error"], cwd=HERE, env=environment, check=True)


def report(name: str, faults: list[str]) -> bool:
    """Print what a tool has found. Whether it has found anything."""
    if not faults:
        record(f"the public pages: {name}", "nothing found")
    sys.stdout.write(f"{name}: {len(faults) or 'nothing'} found\n")
    sys.stdout.writelines(f"    {fault}\n" for fault in faults)
    sys.stdout.flush()
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
