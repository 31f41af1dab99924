"""How fast public pages are, as ratios: `python -m tests.bench`, the second half of `make bench`.

The site with its starter content, as operators put it up, under the server that README.md names;
the same page as a file of nginx's, from an application that does nothing else, from a trivial view
of Django's, and made anew at each request.
Only what stands in one run can be compared: machines differ, and have other things to do. Needs
nginx and wrk, and says so where they are missing.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import psutil
from playwright.sync_api import sync_playwright

from tests import chromium, nginx
from tests.production import ROOT, free_port, settings_of

HOST = "127.0.0.1"
PAGE = "/en/"
SECONDS, ROUNDS = 4, 3
CONNECTIONS = 16
WORKERS = 2
HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https"}
SERVER = (
    *("granian", "--interface", "wsgi", "--no-ws", "--host", HOST, "--workers", str(WORKERS)),
    *("--blocking-threads", "4", "--log-level", "error"),
)
WRK = (
    *("wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", "--timeout=30s"),
    *("-s", str(Path(__file__).with_name("percentiles.lua"))),
)
RATIOS = [
    ("the page, by nginx", "a file, by nginx", "(wanted: at least 0.95)"),
    ("the page, by nginx", "a trivial view", ""),
    ("the page, kept", "a file, by nginx", "(wanted: at least 0.7)"),
    ("the page, kept", "nothing but bytes", "(what Python and its server leave)"),
    ("the page, kept", "a trivial view", "(wanted: at least 5)"),
    ("the page, kept", "a view of a new project", ""),
    ("the page, kept", "the page, made anew", ""),
]
NGINX = """
daemon off; {user} worker_processes {workers}; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000; types {{ text/html html; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen {host}:{port}; root {folder}/www; gzip_static on; }}
  include {folder}/site.conf;
}}
"""


@dataclass
class Measured:
    """Requests a second, milliseconds of the median and of the slowest, processor and memory."""

    rate: float
    p50: float
    p95: float
    p99: float
    processor: float  # microseconds a request
    memory: float  # megabytes that are the largest process's own

    @property
    def line(self) -> str:
        return (
            f"{self.rate:9.0f} requests/s   p50 {self.p50:7.2f}  p95 {self.p95:7.2f}"
            f"  p99 {self.p99:7.2f} ms   {self.processor:7.0f} us of processor"
            f"   {self.memory:4.0f} MB a process"
        )


def main() -> None:
    missing = [program for program in ("nginx", "wrk") if not shutil.which(program)]
    if missing:
        sys.exit(f"Public pages were not measured: install {' and '.join(missing)}.")
    with tempfile.TemporaryDirectory() as name, ExitStack() as running:
        cases = put_up(Path(name), running)
        say(f"{CONNECTIONS} connections, best of {ROUNDS} x {SECONDS} s")
        say(f"server: {' '.join(SERVER)}")
        rounds = [{what: measured(*case) for what, case in cases.items()} for _ in range(ROUNDS)]
    best = {what: max((one[what] for one in rounds), key=lambda m: m.rate) for what in cases}
    for what, result in best.items():
        say(f"{what:24}{result.line}")
    for this, that, wanted in RATIOS:
        ratio = best[this].rate / best[that].rate
        say(f"{this} / {that}".ljust(42) + f"{ratio:8.2f}" + f"   {wanted}".rstrip())


def put_up(folder: Path, running: ExitStack) -> dict[str, tuple["Server", str]]:
    """The servers that are compared, with the path that each is asked for, until ``running`` ends.

    Says on the way what needs no load: the start, the bytes, the first view.
    """
    settings = settings_of(folder, HOST) | {"SECURE_PROXY_SSL_HEADER": "X-Forwarded-Proto"}
    prepare(settings)

    def started(application: str, **others: str) -> Server:
        return running.enter_context(served(application, settings | others))

    begun = time.monotonic()
    kept = started("dci.wsgi:application")
    fetched(kept, path="/healthz")
    say(f"the server answers after {time.monotonic() - begun:.1f} s   (wanted: under 2)")
    page = fetched(kept)
    file = folder / "www" / "page.html"
    file.parent.mkdir()
    file.write_bytes(page)
    pages = prepared_nginx(folder, settings, kept)
    files = running.enter_context(file_server(folder))
    by_nginx = Server(pages, files.pid)
    short = len(fetched(kept, "gzip")), len(fetched(kept, "br"))
    say(f"{PAGE}: {len(page)} bytes, with gzip {short[0]}, with Brotli {short[1]}")
    say(first_view(by_nginx))
    bytes_of = {"BENCH_PAGE": str(file)}
    return {
        "a file, by nginx": (files, "/page.html"),
        "the page, by nginx": (by_nginx, PAGE),
        "the page, kept": (kept, PAGE),
        "nothing but bytes": (started("tests.bench.nothing:application", **bytes_of), PAGE),
        "a trivial view": (started("tests.bench.bare:application", **bytes_of), PAGE),
        "a view of a new project": (
            started("tests.bench.bare:application", BENCH_NEW_PROJECT="1", **bytes_of),
            PAGE,
        ),
        "the page, made anew": (started("dci.wsgi:application", PAGE_CACHE="off"), PAGE),
    }


def prepared_nginx(folder: Path, settings: dict[str, str], application: "Server") -> int:
    """Write what lets nginx hand out kept pages before the application. The port it will be at."""
    port = free_port()
    written = subprocess.run(
        [sys.executable, ROOT / "manage.py", "nginx_pages"],
        env=os.environ | settings,
        check=True,
        capture_output=True,
        text=True,
    )
    (folder / "pages.conf").write_text(written.stdout)
    site = nginx.without_certificate(application.port, port, folder, folder / "media")
    (folder / "site.conf").write_text(site)
    return port


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare(settings: dict[str, str]) -> None:
    for command in ("migrate", "load_starter", "collectstatic --noinput"):
        subprocess.run(
            [sys.executable, ROOT / "manage.py", *command.split(), "--verbosity=0"],
            env=os.environ | settings,
            check=True,
            stdout=subprocess.DEVNULL,
        )


@contextmanager
def served(application: str, settings: dict[str, str]) -> Iterator["Server"]:
    port = free_port()
    program, *arguments = SERVER
    command = [Path(sys.executable).with_name(program), *arguments, "--port", str(port)]
    with subprocess.Popen([*command, application], cwd=ROOT, env=os.environ | settings) as process:
        try:
            wait_for(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


@contextmanager
def file_server(folder: Path) -> Iterator["Server"]:
    port = free_port()
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else it could not read the folder
    configuration.write_text(
        NGINX.format(user=user, workers=WORKERS, folder=folder, host=HOST, port=port)
    )
    command = [shutil.which("nginx"), "-c", configuration, "-e", folder / "errors"]
    with subprocess.Popen(command) as process:
        try:
            wait_for(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()


@dataclass
class Server:
    port: int
    pid: int

    @property
    def processes(self) -> list[psutil.Process]:
        main = psutil.Process(self.pid)
        return [main, *main.children(recursive=True)]

    @property
    def processor(self) -> float:
        """Seconds that its processes have worked."""
        return sum(sum(process.cpu_times()[:2]) for process in self.processes)

    @property
    def memory(self) -> float:
        """Of the largest process, without the libraries that it shares with others."""
        return max(process.memory_full_info().uss for process in self.processes) / 1024**2


def wait_for(port: int) -> None:
    """Until somebody listens there, for at most half a minute."""
    for _ in range(300):
        with suppress(ConnectionRefusedError), socket.create_connection((HOST, port)):
            return
        time.sleep(0.1)
    sys.exit("A server did not come up.")


def fetched(server: Server, coding: str = "", path: str = PAGE) -> bytes:
    headers = HEADERS | {"Accept-Encoding": coding}
    request = Request(f"http://{HOST}:{server.port}{path}", headers=headers)
    with urlopen(request) as answer:  # noqa: S310 our own
        return answer.read()


def first_view(server: Server) -> str:
    """What a phone that comes for the first time fetches, as the server sends it."""
    sizes = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path(), args=chromium.arguments()
        )
        tab = browser.new_page(viewport={"width": 375, "height": 800})
        tab.on(
            "requestfinished",
            lambda request: sizes.append(request.sizes()["responseBodySize"]),
        )
        tab.goto(f"http://{HOST}:{server.port}{PAGE}", wait_until="networkidle")
        browser.close()
    return f"first view on a phone: {sum(sizes)} bytes in {len(sizes)} requests"


def measured(server: Server, path: str) -> Measured:
    before = server.processor
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    said = subprocess.run(
        [*WRK, *headers, f"http://{HOST}:{server.port}{path}"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    numbers = re.search(r"^MEASURED (.*)$", said, re.MULTILINE)[1].split()
    requests, seconds, p50, p95, p99, failures = map(float, numbers)
    if failures:
        sys.exit(f"{failures:.0f} of {requests:.0f} answers failed:\n{said}")
    processor = (server.processor - before) / requests * 1e6
    return Measured(requests / seconds, p50, p95, p99, processor, server.memory)


if __name__ == "__main__":
    main()
