"""`make test`: every test on SQLite, then on PostgreSQL, and what both together reached.

The browser's tests run once, on SQLite: what they look at does not know its database.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests import chromium, postgres


def main(arguments: list[str]) -> int:
    """Run everything, whatever fails first. The exit status of the first failure, else 0."""
    for old in Path().glob(".coverage*"):
        old.unlink()
    chromium.install()
    say("SQLite")
    results = [pytest(arguments, TEST_DATABASE_URL="")]
    with postgres.server() as url:
        say("PostgreSQL")
        results.append(pytest([*arguments, "-m", "not browser"], TEST_DATABASE_URL=url))
    say("Reached by the tests")
    results.append(module("coverage", "report"))
    return next(filter(None, results), 0)


def pytest(arguments: list[str], **environment: str) -> int:
    return module("pytest", *arguments, "--cov", "--cov-append", "--cov-report=", **environment)


def module(name: str, *arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", name, *arguments]
    return subprocess.run(command, env=os.environ | environment).returncode


def say(title: str) -> None:
    sys.stdout.write(f"\n---- {title} ----\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
