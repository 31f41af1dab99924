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


def test_every_search_of_the_audit_tells_what_it_has_tried():
    texts = {path: path.read_text() for path in (ROOT / "tests").rglob("test_*.py")}
    texts.pop(Path(__file__))
    searches = [path for path, text in texts.items() if "pytest.mark.audit" in text]
    assert len(searches) > 15
    assert [path for path in searches if "    record(" not in texts[path]] == []


def test_audit_that_goes_on_leaves_out_what_has_told_something(monkeypatch, tmp_path):
    monkeypatch.setattr(record, "KEPT", tmp_path / "told")
    monkeypatch.setattr(record, "PASSED", dict.fromkeys(record.PASSED, tmp_path / "passed"))
    monkeypatch.setenv("AUDIT", "1")
    record.record("a", "1 request")
    (argument,) = (tmp_path / "passed").read_text().splitlines()
    name = "test_audit_that_goes_on_leaves_out_what_has_told_something"
    assert argument == f"--deselect=tests/test_security_page.py::{name}"
