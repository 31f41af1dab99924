"""The tools: each returns what it has found, a line each, and nothing when all is well."""

import json
import os
import re
import subprocess
import urllib.request
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urljoin

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from dci.stylesheet import whole
from tests import chromium
from tests.production import HOST
from tests.shots.camera import SCHEMES, WIDTHS, browser

from .pages import read

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
# What Lighthouse must give at least, of 100, on a phone: the median of three.
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
OBSERVATORY = 130  # its highest without a place on the browsers' list of sites that need HTTPS
PHONE, MACHINE = "main content on a slow phone, ms", "main content on this machine, ms"
AXE = """
    () => axe.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}},
    }).then(({violations, incomplete}) => [...violations, ...incomplete].map(
        ({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(({target}) => target).join(", ")}`
    ))
"""


def axe(addresses: list[str]) -> list[str]:
    """WCAG A to AA, contrast of AAA, on phone and desk, by day and by night; doubt counts too."""
    found = []
    with browser() as opened:
        for scheme in SCHEMES:
            context = opened.new_context(color_scheme=scheme, bypass_csp=True)
            page = context.new_page()
            for address in addresses:
                page.goto(address)
                page.add_script_tag(path=MODULES / "axe-core" / "axe.min.js")
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    faults = page.evaluate(AXE)
                    found += [f"{address} {width} {scheme}: {fault}" for fault in faults]
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


def observatory(site: str, paths: list[str], folder: Path) -> list[str]:
    """What Mozilla's scorer takes off for headers, unless each answer has the score it must."""
    lists = MODULES / "@mdn" / "mdn-http-observatory" / "conf"
    (lists / "hsts-preload.json").write_text("{}")  # its lists of the web, which it would fetch
    (lists / "tld-list.json").write_text("[]")
    certificate, key = certified(folder)
    command = ["node", HERE / "observatory.mjs", site, certificate, key, *paths]
    trusting = os.environ | {"NODE_EXTRA_CA_CERTS": str(certificate)}
    done = subprocess.run(command, env=trusting, capture_output=True, text=True)
    scores = {line.split()[1]: line for line in done.stdout.splitlines()}
    low = [line for line in scores.values() if int(line.split()[0]) < OBSERVATORY]
    missing = [f"no score for {path} {done.stderr[:500]}" for path in paths if path not in scores]
    return low + missing


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that nobody else trusts, for a day, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files


def lighthouse(addresses: list[str], folder: Path, *options: str) -> dict[str, dict[str, float]]:
    """For each page its scores, of 100, and how fast its main content was there, in ms.

    Each is the median of three runs, or of five where a busy machine may have made it slow.
    """
    results = {}
    for address in addresses:
        runs = [_lighthouse(address, folder, *options) for _ in range(3)]
        if _middle(runs)["performance"] < SCORES["performance"]:
            runs += [_lighthouse(address, folder, *options) for _ in range(2)]
        results[address] = _middle(runs)
    return results


def low(results: dict[str, dict[str, float]]) -> list[str]:
    """The scores that are lower than they should be."""
    return [
        f"{address}: {category} {scores[category]}, should be {least}"
        for address, scores in results.items()
        for category, least in SCORES.items()
        if scores[category] < least
    ]


def _middle(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _lighthouse(address: str, folder: Path, *options: str) -> dict[str, float]:
    output = folder / "lighthouse.json"
    flags = " ".join(["--headless=new", *chromium.arguments(), "--disable-background-networking"])
    ours = ["--quiet", f"--chrome-flags={flags}", "--output=json", f"--output-path={output}"]
    command = [MODULES / ".bin" / "lighthouse", address, *ours, *options]
    for _ in range(3):  # now and then it records nothing, and asks to be run again
        done = subprocess.run(command, env=os.environ | {"CHROME_PATH": chromium.path()})
        if not done.returncode:
            break
    done.check_returncode()
    result = json.loads(output.read_text())
    scores = {name: round(100 * (result["categories"][name]["score"] or 0)) for name in SCORES}
    metrics = result["audits"]["metrics"]["details"]["items"][0]
    return scores | {
        PHONE: metrics["largestContentfulPaint"],
        MACHINE: metrics["observedLargestContentfulPaint"],
    }


def caching(address: str) -> list[str]:
    """The files of a page that are named by their content, unless browsers keep them for ever."""
    found = []
    for file in sorted(set(re.findall(r"/static/[^\"]+", read(address).decode()))):
        with urllib.request.urlopen(urljoin(address, file)) as answer:  # noqa: S310  our own site
            if "immutable" not in answer.headers.get("Cache-Control", ""):
                found.append(file)
    return found


def answers(addresses: list[str], times: int = 20) -> list[float]:
    """How long the site takes for a page that has been asked for before, in ms."""
    taken = []
    for address in addresses:
        read(address)
        for _ in range(times):
            begin = perf_counter()
            read(address)
            taken.append(1000 * (perf_counter() - begin))
    return taken


def lines(tool: str, *arguments) -> list[str]:
    return run([MODULES / ".bin" / tool, *arguments])


def run(command: list) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
