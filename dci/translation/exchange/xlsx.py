"""Two columns of a spreadsheet, English and the translation, for volunteers.

Beside them stand the place and the state of each passage; the columns with ids are hidden. A row
may be moved or left out, for it carries its id. A passage that is too long for a cell is not there.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO

from django.utils.translation import gettext as _

from ..spreadsheets import unguarded
from . import archive, markup
from .refusal import Refusal
from .units import Answer, LaneFile, Reading

# In a cell, "_x0007_" is the character 7; "_x005F_" is the underline before such a text.
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")

COLUMNS = {"A": 70, "B": 70, "C": 34, "D": 22, "E": 12, "F": 12}
SOURCE, TARGET, _PLACE, _STATE, ID, STAMP = range(6)
HEADING_ID, HEADING_STAMP = "id", "stamp"
LAST_ROW = 20_000
DAMAGED = (*archive.BROKEN, KeyError, TypeError, SyntaxError, AttributeError)


def write(lane: LaneFile) -> bytes:
    from .xlsx_writing import written  # openpyxl is large, and few workers meet a spreadsheet

    return written(lane)


@contextmanager
def first_sheet(content: bytes) -> Iterator:
    """The first sheet of a spreadsheet, a worksheet of openpyxl's.

    Raises ``Refusal`` for one that is damaged, at whatever row that is noticed.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    damaged = _("The spreadsheet is damaged or not complete.")
    archive.check_package(content, damaged)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            yield book.worksheets[0]
        finally:
            book.close()
    except (InvalidFileException, *DAMAGED) as error:
        raise Refusal(damaged) from error


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda found: markup.character(int(found[1], 16)), text)


def recognises(content: bytes) -> bool:
    return archive.is_zip(content) and "[Content_Types].xml" in archive.names(content)


def read(content: bytes) -> Reading:
    with first_sheet(content) as sheet:
        rows = list(_rows(sheet))
    return _reading(rows)


def _rows(sheet) -> Iterator[list]:
    for row in sheet.iter_rows(max_row=LAST_ROW, max_col=len(COLUMNS)):
        cells = [(cell.value, getattr(cell, "data_type", "n")) for cell in row]
        if any(value is not None for value, _kind in cells):
            yield cells + [(None, "n")] * (len(COLUMNS) - len(cells))


def _reading(rows: list[list]) -> Reading:
    headings = [str(value or "") for value, _kind in rows[0]] if rows else []
    if headings[ID:] != [HEADING_ID, HEADING_STAMP]:
        message = _("This is not a spreadsheet from here: its columns are others.")
        raise Refusal(message)
    language = headings[TARGET].rpartition("(")[2].rstrip(") ")
    return Reading(language, [_answer(row) for row in rows[1:]])


def _answer(row: list) -> Answer:
    value, kind = row[TARGET]
    problem = cell_problem(value, kind)
    return Answer(
        id=cell_text(row[ID][0]),
        target="" if problem else cell_text(value),
        source=cell_text(row[SOURCE][0]),
        stamp=cell_text(row[STAMP][0]),
        problem=problem,
    )


def cell_problem(value, kind: str) -> str:
    """Why the value of a cell, of a ``kind`` as openpyxl says it, can't be taken as text."""
    if kind == "f":
        return _("The cell holds a formula.")
    if kind == "e" or isinstance(value, (date, datetime, time, bool)):
        return _("The cell holds no text, but something the spreadsheet has made of it.")
    return ""


def cell_text(value) -> str:
    """What was written into a cell, without the guard against formulas."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unguarded(_unescaped(str(value)))
