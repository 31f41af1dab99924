"""`make test`: every test on SQLite, those with a database on PostgreSQL too.

The browser's tests run once, on SQLite: what they look at does not know its database.
"""

import os
import subprocess
import sys

from tests import chromium, postgres


def main(arguments: list[str]) -> int:
    """Run everything, whatever fails. The exit status of the first failure, else 0."""
    chromium.install()
    say("SQLite")
    results = [run(*arguments, TEST_DATABASE_URL="")]
    with postgres.server() as url:
        say("PostgreSQL")
        results.append(run(*arguments, "-m", "not browser", TEST_DATABASE_URL=url))
    return next(filter(None, results), 0)


def run(*arguments: str, **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=os.environ | environment).returncode


def say(title: str) -> None:
    sys.stdout.write(f"\n---- {title} ----\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
