"""The desk's list as a file."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..exchange.xml import for_xml
from ..spreadsheets import guarded
from .rows import Row

Line = list[str | int]


def lines(rows: Iterable[Row]) -> Iterator[Line]:
    """A heading, and a line for each lane of ``rows``."""
    yield [
        _("Title"),
        _("Type"),
        _("Language"),
        _("State"),
        _("Words left"),
        _("Since"),
        _("Assigned to"),
        _("Address"),
    ]
    for row in rows:
        for cell in filter(None, row.cells):
            since = localtime(cell.lane.state_since).date().isoformat()
            address = settings.WAGTAILADMIN_BASE_URL + cell.address
            line = [row.title, row.type, cell.language_name, cell.state, cell.lane.words_left]
            yield [harmless(value) for value in [*line, since, cell.assignee, address]]


def harmless(value: object) -> str | int:
    """A number as it is; anything else in words, with an apostrophe before what would be run."""
    # In words: a label may not be translated yet.
    return value if isinstance(value, int) else guarded(str(value))


def as_csv(lines: Iterable[Line]) -> bytes:
    """Comma-separated, in UTF-8 and marked as such, which Excel asks for."""
    text = StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Iterable[Line]) -> bytes:
    """One sheet. Raises nothing for characters that XML has no way to write: they are left out."""
    from openpyxl import Workbook  # large, and few workers are asked for a spreadsheet

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Translations"))
    for line in lines:
        sheet.append([for_xml(value) if isinstance(value, str) else value for value in line])
    found = BytesIO()
    book.save(found)
    return found.getvalue()


@dataclass(frozen=True)
class Format:
    """A kind of file: what it is called, what browsers call it, and how it is written."""

    label: str
    content_type: str
    write: Callable[[Iterable[Line]], bytes]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", as_csv),
    "xlsx": Format(
        "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx
    ),
}
