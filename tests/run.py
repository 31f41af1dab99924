"""`make test`: every test on SQLite, those with a database on PostgreSQL too.

The browser's tests run once, on SQLite: what they look at does not know its database.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests import chromium, in_memory, postgres


def main(arguments: list[str]) -> int:
    """Run everything, whatever fails. The exit status of the first failure, else 0."""
    chromium.install()
    with postgres.server() as url, prepared("") as on_sqlite, prepared(url) as on_postgres:
        say("SQLite")
        results = [run(*arguments, **on_sqlite)]
        say("PostgreSQL")
        results.append(run(*arguments, "-m", "not browser", **on_postgres))
    return next(filter(None, results), 0)


@contextmanager
def prepared(url: str) -> Iterator[dict[str, str]]:
    """What tells a run its databases, which are made meanwhile: all workers would wait for it."""
    with tempfile.TemporaryDirectory(
        prefix="dci_", dir=in_memory.folder(), ignore_cleanup_errors=True
    ) as folder:
        environment = {"TEST_DATABASE_URL": url, "TEST_FOLDER": folder}
        settings = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        command = [sys.executable, "-m", "tests.databases"]
        with subprocess.Popen(command, env=os.environ | environment | settings):
            yield environment


def run(*arguments: str, **environment: str) -> int:
    """One run. Each of its workers would prepare the tests for pytest, did they not share them."""
    command = [sys.executable, "-m", "pytest", *arguments]
    shared = {"PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(command, env=os.environ | shared | environment).returncode


def say(title: str) -> None:
    sys.stdout.write(f"\n---- {title} ----\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
