"""The scanners: each returns what it has found, a line each, and nothing when all is well."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SITE = ("dci", "network", "partners", "projects", "manage.py")
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
# What bandit finds where Ruff, which has the same rules, asks for no reason on the line.
EXPLAINED = {
    ("B404", "dci/archive/targets.py"): "starts age and gpg, by a list of words",
    ("B404", "dci/limited_process.py"): "starts our own reader of PDF files, with limits",
    ("B405", "dci/translation/guide.py"): "names a type; Markdown makes the element",
    ("B105", "dci/settings.py"): "how often a password may be reset",
    ("B703", "dci/translation/guide.py"): "our own guides, whose HTML is shown as text",
    ("B703", "dci/translation/lane/lines.py"): "rich text that was cleaned when it was saved",
    ("B703", "dci/translation/lane/own_values.py"): "Wagtail's chooser, as it draws it itself",
}


class NotHereError(Exception):
    """A scanner can't be had or can't ask; says why, in a sentence."""


def bandit() -> list[str]:
    """Careless code. What Ruff finds too has its reason on its line; the rest stands above."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--format", "json", "--recursive", *SITE]
    results = json.loads(run(command))["results"]
    unreasoned = [result for result in results if "# noqa: S" not in _lines(result)]
    places = {(result["test_id"], result["filename"]) for result in unreasoned}
    return [
        *(
            f"{result['filename']}:{result['line_number']} {result['issue_text']}"
            for result in unreasoned
            if (result["test_id"], result["filename"]) not in EXPLAINED
        ),
        *(f"{name} no longer finds anything in {file}" for name, file in EXPLAINED.keys() - places),
    ]


def _lines(result: dict) -> str:
    lines = (ROOT / result["filename"]).read_text().splitlines()
    return "".join(lines[number - 1] for number in result["line_range"])


def pip_audit() -> list[str]:
    """Known weaknesses of all packages, as the package index tells of them."""
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off"]
    command += ["--disable-pip", "--require-hashes"]
    output = run([*command, *(word for file in REQUIREMENTS for word in ("-r", file))])
    packages = json.loads(output)["dependencies"] if output.startswith("{") else []
    unknown = [package["name"] for package in packages if "skip_reason" in package]
    if len(unknown) == len(packages):
        raise NotHereError("the package index does not answer questions about weaknesses here")
    return [f"nothing is known of {name}" for name in unknown] + [
        f"{package['name']} {package['version']}: {weakness['id']}, mended in"
        f" {' '.join(weakness['fix_versions']) or 'no version yet'}"
        for package in packages
        for weakness in package.get("vulns", ())
    ]


def run(command: list) -> str:
    """What a command says, whether or not it has found something."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1800)
    return done.stdout
