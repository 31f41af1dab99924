"""Spreadsheets for volunteers: no cell is run, and rows may be moved."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from dci.translation.exchange import xlsx
from dci.translation.exchange.refusal import Refusal
from dci.translation.spreadsheets import guarded, unguarded
from tests.factories import ContentFactory
from tests.translating import target, translate
from tests.translation.exchange.files import outgoing, take_back

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "'=1", "''@"])
def test_cell_that_would_be_a_formula_is_harmless_and_given_back(text):
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["x=1", "'x", "'", "", "1-1"])
def test_cell_that_is_no_formula_stays(text):
    assert guarded(text) == text
    assert unguarded(text) == text


def test_no_cell_of_a_spreadsheet_is_a_formula():
    page = ContentFactory(title_en="=1+1", introduction_en="@SUM(1)")
    translate(page)
    sheet = load_workbook(BytesIO(outgoing(page, "xlsx"))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.value.startswith(("=", "+", "-", "@")) for cell in cells)


def test_rows_may_be_moved_and_left_out(page):
    book, stream = load_workbook(BytesIO(outgoing(page, "xlsx"))), BytesIO()
    book.active.delete_rows(2)
    book.active.insert_rows(2)
    book.active["B3"] = "Qui nous sommes"
    book.save(stream)
    assert take_back(stream.getvalue()).taken == 1
    assert target(page, "introduction") == "Qui nous sommes"


def test_sheet_whose_compressed_parts_are_damaged_is_refused():
    book = BytesIO()
    Workbook().save(book)
    part = ZipFile(book).getinfo("xl/theme/theme1.xml")
    begins = part.header_offset + 30 + len(part.filename)  # after its header
    damaged = bytearray(book.getvalue())
    damaged[begins : begins + 40] = bytes(40)
    with pytest.raises(Refusal, match="damaged"), xlsx.first_sheet(bytes(damaged)):
        pass
