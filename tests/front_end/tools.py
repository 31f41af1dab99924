"""The tools: each returns what it has found, a line each, and nothing when all is well."""

import json
import os
import subprocess
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from dci.stylesheet import whole
from tests import chromium

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
# What Lighthouse must give at least, of 100, on a phone: the median of three.
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
AXE = """
    () => axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}},
    }).then(({violations, incomplete}) => [
        ...violations,
        ...incomplete.filter(({id}) => id.startsWith("color-contrast")),
    ].map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(({target}) => target).join(", ")}`))
"""


def axe(addresses: list[str]) -> list[str]:
    """WCAG A to AA, contrast of AAA, on phone and desk, by day and by night; doubt counts too."""
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=chromium.arguments()
        )
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme, bypass_csp=True)
            page = context.new_page()
            for address in addresses:
                page.goto(address)
                page.add_script_tag(path=MODULES / "axe-core" / "axe.min.js")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    faults = page.evaluate(AXE)
                    found += [f"{address} {width} {scheme}: {fault}" for fault in faults]
        browser.close()
    return found


def html_validate(files: list[Path]) -> list[str]:
    config = HERE / "htmlvalidate.json"
    return lines("html-validate", "--config", config, "--formatter", "text", *files)


def nu_html_checker(files: list[Path]) -> list[str]:
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", jar, "--format", "gnu", "--stdout", *files]
    return run(command)


def stylelint() -> list[str]:
    """The parts as they are written, and the whole of them as browsers get it."""
    parts = HERE.parents[1] / "dci" / "static" / "dci" / "css" / "*.css"
    size = len(whole().encode())
    return lines("stylelint", "--config", HERE / "stylelint.json", "--formatter", "unix", parts) + (
        [f"the style sheet has {size} bytes"] if size > 30_000 else []
    )


def pa11y(addresses: list[str], folder: Path) -> list[str]:
    """axe again and HTML CodeSniffer, one page at a time: with two at once it fails by chance."""
    launch = {"executablePath": chromium.path(), "args": chromium.arguments()}
    defaults = {
        "standard": "WCAG2AA",
        "runners": ["axe", "htmlcs"],
        "chromeLaunchConfig": launch,
        "concurrency": 1,
        "timeout": 60_000,
    }
    config = folder / "pa11y.json"
    config.write_text(json.dumps({"defaults": defaults, "urls": addresses}))
    results = json.loads("\n".join(lines("pa11y-ci", "--config", config, "--json")))["results"]
    return [
        f"{address}: {fault.get('code', '')} {fault.get('selector', '')} {fault['message'][:120]}"
        for address, faults in results.items()
        for fault in faults
    ]


def lighthouse(addresses: list[str], folder: Path) -> list[str]:
    """The scores of each page that are lower than they should be: its median, if one run is low."""
    found = []
    for address in addresses:
        runs = [_lighthouse(address, folder)]
        if _low(runs):
            runs += [_lighthouse(address, folder), _lighthouse(address, folder)]
        found += [f"{address}: {fault}" for fault in _low(runs)]
    return found


def _low(runs: list[dict]) -> list[str]:
    scores = {
        category: round(100 * median(run[category]["score"] or 0 for run in runs))
        for category in SCORES
    }
    return [
        f"{category} {score}, should be {SCORES[category]}"
        for category, score in scores.items()
        if score < SCORES[category]
    ]


def _lighthouse(address: str, folder: Path) -> dict:
    output = folder / "lighthouse.json"
    flags = " ".join(["--headless=new", *chromium.arguments(), "--disable-background-networking"])
    options = ["--quiet", f"--chrome-flags={flags}", "--output=json", f"--output-path={output}"]
    command = [MODULES / ".bin" / "lighthouse", address, *options]
    subprocess.run(command, check=True, env=os.environ | {"CHROME_PATH": chromium.path()})
    return json.loads(output.read_text())["categories"]


def lines(tool: str, *arguments) -> list[str]:
    return run([MODULES / ".bin" / tool, *arguments])


def run(command: list) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
