"""Two columns of a spreadsheet, English and the translation, for volunteers.

Beside them stand the place and the state of each passage; the columns with ids are hidden. A row
may be moved or left out, for it carries its id. A passage that is too long for a cell is not there.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from dci import languages

from ..alignment import MISSING, OUTDATED, VALID
from ..spreadsheets import guarded, unguarded
from . import archive, markup
from .refusal import Refusal
from .units import Answer, LaneFile, Reading, Unit
from .xml import NOT_IN_XML

# In a cell, "_x0007_" is the character 7; "_x005F_" is the underline before such a text.
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
TO_ESCAPE = re.compile(f"\r|{NOT_IN_XML.pattern}|_(?=x[0-9A-Fa-f]{{4}}_)")
LONGEST = 32_767

COLUMNS = {"A": 70, "B": 70, "C": 34, "D": 22, "E": 12, "F": 12}
SOURCE, TARGET, _PLACE, _STATE, ID, STAMP = range(6)
HEADING_ID, HEADING_STAMP = "id", "stamp"
LAST_ROW = 20_000
DAMAGED = (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError,
           AttributeError, IndexError)  # fmt: skip


def write(lane: LaneFile) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(lane.language)
    for letter, width in COLUMNS.items():
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["E"].hidden = sheet.column_dimensions["F"].hidden = True
    sheet.freeze_panes = "A2"
    units = [unit for unit in lane.units if max(map(len, _texts(unit))) <= LONGEST]
    _limit_lengths(sheet, units)
    sheet.append([_heading(sheet, text) for text in _headings(lane.language)])
    for unit in units:
        sheet.append([_cell(sheet, text) for text in _texts(unit)])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _headings(language: str) -> list[str]:
    texts = [f"{languages.name(code)} ({code})" for code in (languages.SOURCE, language)]
    return [*texts, _("Where it stands"), _("State"), HEADING_ID, HEADING_STAMP]


def _heading(sheet, text: str) -> WriteOnlyCell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDE6F0")
    return cell


def _texts(unit: Unit) -> list[str]:
    state = {
        MISSING: _("missing"),
        OUTDATED: _("outdated; the English was: %(text)s") % {"text": unit.old_source},
        VALID: _("translated"),
    }[unit.state]
    texts = [unit.source, unit.target, unit.note, state, unit.id, unit.stamp]
    return [_escaped(guarded(text)) for text in texts]


def _cell(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _limit_lengths(sheet, units: list[Unit]) -> None:
    """Let the spreadsheet tell when a translation gets longer than its place allows."""
    by_length: dict[int, DataValidation] = {}
    for row, unit in enumerate(units, start=2):
        if unit.max_length and not unit.is_html:
            rule = by_length.setdefault(unit.max_length, _at_most(unit.max_length))
            rule.add(f"B{row}")
    for rule in by_length.values():
        sheet.data_validations.append(rule)


def _at_most(number: int) -> DataValidation:
    message = _("At most %(number)d characters") % {"number": number}
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(number),
        allow_blank=True,
        showErrorMessage=True,
        error=message,
    )


def _escaped(text: str) -> str:
    return TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda found: markup.character(int(found[1], 16)), text)


def recognises(content: bytes) -> bool:
    return archive.is_zip(content) and "[Content_Types].xml" in archive.names(content)


def read(content: bytes) -> Reading:
    archive.check_package(content, _("The spreadsheet is damaged or not complete."))
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            rows = list(_rows(book.worksheets[0]))
        finally:
            book.close()
    except DAMAGED as error:
        raise Refusal(_("The spreadsheet is damaged or not complete.")) from error
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
