"""docs/security.md names tests that are there; what the audit tells goes into its table."""

import re
from pathlib import Path

from tests import record

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text()
ATTACKS = (ROOT / "docs" / "attacks.md").read_text()


def test_every_test_that_the_pages_name_is_there():
    named = set(re.findall(r"`(tests/[\w/.]*)(?:::(\w+))?[^`]*`", PAGE))
    named |= {
        (f"tests/{path}", "") for path in re.findall(r"`([\w/]+/|[\w/]*test_\w+\.py)`", ATTACKS)
    }
    assert len(named) > 60
    missing = [
        (path, name)
        for path, name in named
        if not (ROOT / path).exists() or f"def {name}" not in _text(ROOT / path)
    ]
    assert missing == []


def _text(path: Path) -> str:
    return path.read_text() if path.is_file() else "def "


def test_row_that_is_told_again_takes_the_place_of_the_old_one():
    first = record.written(record.HEAD, [["a", "1 request", "tests/x.py::y", "2026-01-01"]])
    again = record.written(first, [["a", "2 requests", "tests/x.py::y", "2026-01-02"]])
    assert again == f"{record.HEAD}| a | 2 requests | `tests/x.py::y` | 2026-01-02 |\n"
    assert record.written(again, []) == again
