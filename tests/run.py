"""`make test`: every test on SQLite, those with a database on PostgreSQL too; what they reached.

The browser's tests run once, on SQLite: what they look at does not know its database. What is
reached is measured once too, because measuring takes half as long again.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests import chromium, postgres


def main(arguments: list[str]) -> int:
    """Run everything, whatever fails. The exit status of the first failure, else 0."""
    for old in Path().glob(".coverage*"):
        old.unlink()
    chromium.install()
    say("SQLite")
    measured = ["--cov", "--cov-report="]
    results = [module("pytest", *arguments, *measured, TEST_DATABASE_URL="")]
    with postgres.server() as url:
        say("PostgreSQL")
        with_database = [*arguments, "-m", "not browser"]
        results.append(module("pytest", *with_database, TEST_DATABASE_URL=url))
    say("Reached by the tests")
    results.append(module("coverage", "report"))
    return next(filter(None, results), 0)


def module(name: str, *arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", name, *arguments]
    return subprocess.run(command, env=os.environ | environment).returncode


def say(title: str) -> None:
    sys.stdout.write(f"\n---- {title} ----\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
