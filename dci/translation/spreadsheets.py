"""Texts in the cells of spreadsheets, where some would be run."""

import re

# A spreadsheet would take such a text for a formula, or for a call of another program.
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
GUARD = "'"


def guarded(text: str) -> str:
    """``text`` as it can stand in a cell without being run; ``unguarded`` gives it back."""
    return GUARD + text if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    return text[1:] if text.startswith(GUARD) and FORMULA.match(text) else text
