"""`make test`: every test on SQLite, and at the same time those with a database on PostgreSQL.

The browser's tests run once, on SQLite: what they look at does not know its database.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests import chromium, in_memory, postgres


def main(arguments: list[str]) -> int:
    """Run everything, whatever fails. The exit status of the first failure, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("-n", type=int, default=3, help="workers on SQLite, one fewer beside them")
    options, arguments = parser.parse_known_args(arguments)
    fewer = max(1, options.n - 1)  # has less to do, so that both runs end at about the same time
    chromium.install()
    with (
        postgres.server() as url,
        prepared("") as on_sqlite,
        prepared(url) as on_postgres,
        tempfile.TemporaryFile() as said,
        begun("-n", str(fewer), *arguments, "-m", "not browser", out=said, **on_postgres) as other,
    ):
        say("SQLite")
        with begun("-n", str(options.n), *arguments, **on_sqlite) as own:
            results = [own.wait(), other.wait()]
        say("PostgreSQL")
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
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


def begun(*arguments: str, out=None, **environment: str) -> subprocess.Popen:
    """A run. Each of its workers would prepare the tests for pytest, did they not share them.

    out: a file for what it says, which is shown as it comes else.
    """
    command = [sys.executable, "-m", "pytest", *arguments]
    shared = {"PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.Popen(
        command, env=os.environ | shared | environment, stdout=out, stderr=out and subprocess.STDOUT
    )


def say(title: str) -> None:
    sys.stdout.write(f"\n---- {title} ----\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
