"""Reading files, also those that are made to be no good."""

from io import BytesIO
from pathlib import Path

import pytest

from dci import limited_process
from dci.search import pdf_text

SAMPLES = Path(pdf_text.__file__).parents[1] / "starter/files/documents"


def test_text_of_a_pdf_is_read_in_plain_letters():
    with (SAMPLES / "congress-flyer-en.pdf").open("rb") as file:
        assert "Congress flyer" in pdf_text.text_of(file)
    with (SAMPLES / "congress-flyer-ar.pdf").open("rb") as file:
        assert "المؤتمر" in pdf_text.text_of(file)


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7", b"%PDF-1.4\n" + b"\0<<" * 5000])
def test_damaged_file_has_no_text(content):
    assert pdf_text.text_of(BytesIO(content)) == ""


def test_file_that_keeps_its_reader_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(limited_process, "PATIENCE", 0.01)
    with (SAMPLES / "congress-flyer-en.pdf").open("rb") as file:
        assert pdf_text.text_of(file) == ""
