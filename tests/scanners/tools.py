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

# Addresses that read something, with what a form of theirs would send.
CONTACT = (
    "your_singleline=Ana&your_email=a%40site.example&your_multiline=x&your_number=1&home-page="
)
# A browser's proof that a form is the site's own, without which the log-in reads nothing of it.
TOKEN = "x" * 32
LOGIN = f"login=ana&password=Bright-Lanes-27&csrfmiddlewaretoken={TOKEN}"
# sqlmap's ways. Blind is to compare answers to two conditions; to a search these are words, and of
# course it finds other pages for other words (it took SQLite for Firebird by that).
ALL, NOT_BLIND = "BEUSTQ", "EUSTQ"
INJECTED = [
    ("/en/search/?q=children&kind=page&page=1", "", NOT_BLIND),
    ("/fr/recherche/?q=enfants&kind=document&language=fr", "", NOT_BLIND),
    ("/en/projects/?scope=regional&status=ongoing&region=africa&theme=x&year=2018", "", ALL),
    ("/en/partners/?country=BE&page=1", "", ALL),
    ("/en/data/projects.json?region=africa", "", ALL),
    ("/documents/1*/x*", "", ALL),
    ("/en/contact/", CONTACT, ALL),
    ("/admin/login/?next=/admin/", LOGIN, ALL),
]
# Of wapiti's, those that send what a site of this kind could fall for.
MODULES = ",".join(
    [
        "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers",
        "methods", "permanentxss", "redirect", "shellshock", "sql", "timesql", "upload", "xss",
    ]
)  # fmt: skip
PLACE = Path(__file__).parent / ".venv"
HASHED = ["--require-hashes", "-r", Path(__file__).parent / "requirements.txt"]


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


def sqlmap(site: str, folder: Path) -> list[str]:
    """Queries of the database that somebody else writes, through what the site reads."""
    program = own("sqlmap")
    found = []
    for address, data, ways in INJECTED:
        command = [program, "-u", f"{site}{address}", "--batch", "--flush-session"]
        command += ["--level", "3", "--risk", "2", "--threads", "4", "--disable-coloring"]
        command += ["--dbms", "sqlite", "--technique", ways, "--ignore-code", "404"]
        command += ["--output-dir", folder / "sqlmap", *(["--data", data] if data else [])]
        command += ["--header", f"Origin: {site}", "--cookie", f"__Host-csrftoken={TOKEN}"]
        command += ["--skip", "csrfmiddlewaretoken,__Host-csrftoken"]
        said = run(command)
        if "do not appear to be injectable" not in said:
            told = [line for line in said.splitlines() if "CRITICAL" in line or "Payload" in line]
            found.append(f"{address}: {' '.join(told) or said[-200:]}")
    return found


def wapiti(site: str, folder: Path) -> list[str]:
    """Scripts, commands, files, queries, redirects: put into all that it finds by following links.

    Left out are the parts that ask a machine of its makers, and those that need none of our pages.
    """
    report = folder / "wapiti.json"
    command = [own("wapiti"), "--url", f"{site}/en/", "--scope", "domain", "--module", MODULES]
    command += ["--max-links-per-page", "30", "--max-files-per-dir", "8", "--depth", "4"]
    command += ["--max-attack-time", "60", "--flush-session", "--no-bugreport", "--verbose", "0"]
    command += ["--store-session", folder, "--store-config", folder]
    run([*command, "--format", "json", "--output", report])
    said = json.loads(report.read_text())
    kinds = said["vulnerabilities"] | said["anomalies"]
    found = [(kind, one["path"], one["info"]) for kind in kinds for one in kinds[kind]]
    return [" ".join(one) for one in sorted(found) if (one[0], one[1]) not in EXPLAINED]


def own(name: str) -> Path:
    """A scanner in the environment of its own, which is made when it is first asked for."""
    program = PLACE / "bin" / name
    if not program.exists():
        commands = [
            [sys.executable, "-m", "venv", PLACE],
            [PLACE / "bin" / "python", "-m", "pip", "install", "--quiet", *HASHED],
        ]
        if any(subprocess.run(command, capture_output=True).returncode for command in commands):
            raise NotHereError("it could not be installed: is there a connection?")
    return program


def run(command: list) -> str:
    """What a command says, whether or not it has found something."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1800)
    return done.stdout
