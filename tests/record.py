"""What `make audit` has tried, in numbers: a table in docs/security.md that the run itself writes.

A test tells what it has done, at its end, when nothing has failed:

    record("bad values in every form of the admin", f"{sent} requests")

Outside of the audit this does nothing. ``python -m tests.record`` puts what was told into the
table; rows of tests that were not run stay as they were. Until then an audit that is begun again
leaves out what has told something.
"""

import json
import os
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "security.md"
KEPT = ROOT / ".audit.jsonl"  # between the tests and the table, and in no commit
# What pytest is to leave out when it goes on: arguments, a line each.
PASSED = {kind: ROOT / f".audit.{kind}" for kind in ("postgres", "sqlite")}
TABLE = re.compile(
    r"(?<=<!-- written by make audit -->\n).*?(?=<!-- end of what make audit wrote -->)", re.DOTALL
)
HEAD = "| what was tried | how much | test | when |\n|---|---|---|---|\n"


def record(what: str, how_much: str) -> None:
    """Tell what the running test has tried."""
    if os.environ.get("AUDIT"):
        running = os.environ.get("PYTEST_CURRENT_TEST", "make audit (call)").rpartition(" ")[0]
        row = [what, how_much, running.partition("[")[0], f"{datetime.now(UTC):%Y-%m-%d}"]
        with KEPT.open("a") as file:
            file.write(json.dumps(row) + "\n")
        kind = "postgres" if os.environ.get("TEST_DATABASE_URL") else "sqlite"
        with PASSED[kind].open("a") as file:
            file.write(f"--deselect={running}\n")


def rows(table: str) -> dict[str, list[str]]:
    """The rows of a table, by what was tried."""
    lines = [line.strip("|").split("|") for line in table.splitlines()[2:]]
    return {line[0].strip(): [cell.strip(" `") for cell in line] for line in lines}


def written(table: str, told: list[list[str]]) -> str:
    """``table`` with what was told in it."""
    found = rows(table) | {row[0]: row for row in told}
    lines = [f"| {what} | {much} | `{test}` | {day} |" for what, much, test, day in found.values()]
    return HEAD + "".join(f"{line}\n" for line in sorted(lines))


def main() -> None:
    told = [json.loads(line) for line in KEPT.read_text().splitlines()] if KEPT.exists() else []
    page = PAGE.read_text()
    PAGE.write_text(TABLE.sub(lambda found: written(found[0], told), page))
    for file in (KEPT, *PASSED.values()):
        file.unlink(missing_ok=True)
    sys.stdout.write(f"{len(told)} rows of {PAGE.relative_to(ROOT)} written\n")


if __name__ == "__main__":
    main()
