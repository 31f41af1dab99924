"""How a lane becomes a spreadsheet; what one is, and how it is read: `xlsx.py`."""

import re
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from dci import languages

from ..alignment import MISSING, OUTDATED, VALID
from ..spreadsheets import guarded
from .units import LaneFile, Unit
from .xlsx import COLUMNS, HEADING_ID, HEADING_STAMP
from .xml import NOT_IN_XML

TO_ESCAPE = re.compile(f"\r|{NOT_IN_XML.pattern}|_(?=x[0-9A-Fa-f]{{4}}_)")
LONGEST = 32_767


def written(lane: LaneFile) -> bytes:
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
