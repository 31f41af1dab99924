"""Tables that people send: the cells of a spreadsheet or of a CSV file, read with limits."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from dci.translation.characters import printable
from dci.translation.exchange import archive, xlsx
from dci.translation.exchange.receiving import check_size
from dci.translation.exchange.refusal import Refusal
from dci.translation.spreadsheets import unguarded

MOST_COLUMNS = 60
DELIMITERS = ";,\t"


@dataclass(frozen=True)
class Line:
    """A row as the spreadsheet numbers it; ``problem`` says why its cells can't be taken."""

    number: int
    cells: list[str]
    problem: str = ""


def read(content: bytes, most: int) -> list[Line]:
    """The lines that hold something, the headings first; at most ``most`` below them.

    Raises ``Refusal``, with a sentence, for what is no table or too much of one.
    """
    check_size(len(content), archive.LARGEST_FILE)
    lines = _of_book(content, most) if archive.is_zip(content) else _of_text(content)
    found = []
    for line in lines:
        if any(line.cells) or line.problem:
            found.append(line)
        if len(found) > most + 1:
            raise Refusal(_("The table has more than %(number)d rows.") % {"number": most})
    if not found:
        raise Refusal(_("The file is empty."))
    return found


def _of_book(content: bytes, most: int) -> Iterator[Line]:
    with xlsx.first_sheet(content) as sheet:
        rows = sheet.iter_rows(max_row=10 * most, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, start=1):
            yield _line(number, [(cell.value, getattr(cell, "data_type", "n")) for cell in row])


def _line(number: int, row: list[tuple[object, str]]) -> Line:
    problems = [text for value, kind in row if (text := xlsx.cell_problem(value, kind))]
    if problems:
        return Line(number, [str(value or "") for value, _kind in row], problems[0])
    return Line(number, [_clean(xlsx.cell_text(value)) for value, _kind in row])


def _of_text(content: bytes) -> Iterator[Line]:
    text = _decoded(content)
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        for number, row in enumerate(csv.reader(StringIO(text), delimiter=delimiter), start=1):
            yield Line(number, [_clean(unguarded(cell)) for cell in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise Refusal(_("This is no table that can be read. Save it as XLSX or CSV.")) from error


def _decoded(content: bytes) -> str:
    """The text of a CSV file; Excel writes its own encoding unless it is told not to."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Refusal(_("This is no table that can be read. Save it as XLSX or CSV."))


def _clean(text: str) -> str:
    return " ".join(printable(text).split())
