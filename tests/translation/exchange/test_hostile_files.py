"""Files that nobody should read: each is refused in a sentence, and nothing is changed."""

import stat
import time
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from dci.translation.exchange import archive
from dci.translation.exchange.receiving import LARGEST_UPLOAD, receive
from dci.translation.exchange.refusal import Refusal
from tests.translation.exchange.files import every_format, outgoing, received

pytestmark = pytest.mark.django_db

XLIFF = b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
XLIFF_20 = b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" trgLang="fr">'
LAUGHS = b'<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)


def refusal(content: bytes, name: str = "file") -> str:
    with pytest.raises(Refusal) as refused:
        received(content, name=name)
    return str(refused.value)


def zipped(**files: bytes) -> bytes:
    return archive_of(list(files.items()))


def archive_of(files) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files:
            written.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"hello", "not a file for translators"),
        (b"%PDF-1.4", "not a file for translators"),
        (b"<html></html>", "not a file for translators"),
        (b"\xff\xfe\x00\xd8" * 99, "not a file for translators"),
        (b'msgid "a"\nmsgstr "b"\n', "which language"),
        (b'msgid ""\nmsgstr "Language: de\\n"\n', "“de”"),
        (b'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "a"\nmsgstr "b"\n', "español"),
        (b'msgid ""\nmsgstr "Language: fr\\n"\n', "not one passage"),
        (b'msgid "a\nmsgstr "b"', "damaged"),
        (b'msgid "caf\xe9"', "UTF-8"),
        ('msgid "café"'.encode("utf-16"), "UTF-8"),
        (XLIFF, "damaged"),
        (XLIFF + b"&nbsp;</xliff>", "damaged"),
        (XLIFF + b"</xliff>", "which language"),
        (b'<?xml version="1.0" encoding="x-none"?>' + XLIFF + b"</xliff>", "damaged"),
        (XLIFF_20 + b"</xliff>", "not one passage"),
        (XLIFF_20.replace(b'"fr"', b'"es"') + b"</xliff>", "español"),
        (b"PK\x03\x04 and so on", "archive is damaged"),
    ],
)
def test_file_that_is_none_of_ours_is_refused(content, said):
    assert said in refusal(content)


@pytest.mark.parametrize("start", [XLIFF, XLIFF_20])
@pytest.mark.parametrize(
    "declared",
    [
        b"<!DOCTYPE xliff>",
        b"<!DOCTYPE xliff [" + LAUGHS + b"]>",
        b'<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE xliff [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>',
    ],
)
def test_declared_entities_are_refused_and_not_followed(start, declared):
    began = time.monotonic()
    said = refusal(declared + start + b"&a11;</xliff>")
    assert "document type" in said or "damaged" in said
    assert time.monotonic() - began < 2


def test_file_of_too_many_levels_is_refused():
    assert "damaged" in refusal(XLIFF + b"<a>" * 100_000)


def test_nothing_of_a_file_that_is_too_large_is_read():
    class Unread:
        def read(self, *args):
            raise AssertionError

    with pytest.raises(Refusal, match="50 MB"):
        receive("big.po", Unread(), LARGEST_UPLOAD + 1, ["fr"])


@pytest.mark.parametrize("start", [b"msgid ", XLIFF, b"\x00", b"PK\x03\x04"])
def test_rubbish_is_refused_quickly(start):
    began = time.monotonic()
    refusal(start + b"rubbish " * 1_000_000)
    assert time.monotonic() - began < 3


@every_format
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_file_is_refused_or_says_less(page, code, share):
    whole = outgoing(page, code)
    try:
        [file] = received(whole[: int(len(whole) * share)])
    except Refusal:
        return
    assert code == "po"
    assert {answer.id for answer in file.answers} <= {
        answer.id for answer in received(whole)[0].answers
    }


# Archives


@pytest.mark.parametrize(
    "name", ["../a.po", "/etc/a.po", "fr/../../a.po", "..\\a.po", "C:\\a.po", "C:a.po"]
)
def test_archive_with_a_path_outside_is_refused(page, name):
    assert "outside" in refusal(archive_of([(name, outgoing(page))]))


def test_archive_with_a_link_is_refused(page):
    entry = zipfile.ZipInfo("fr/a.po")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link" in refusal(archive_of([(entry, b"/etc/passwd")]))


def test_archive_that_would_be_too_large_is_refused():
    assert "too large" in refusal(zipped(bomb=b"\0" * (archive.LARGEST_FILE + 1)))


def test_archive_of_strongly_compressed_rubbish_is_refused():
    assert "too large" in refusal(zipped(bomb=b"\0" * (archive.LARGEST_FILE - 1)))


def test_archive_of_too_many_files_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    assert "more than 3" in refusal(archive_of([(f"{n}.po", b"x") for n in range(4)]))


def test_archive_with_a_password_is_refused(page):
    content = bytearray(zipped(a=outgoing(page)))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(content))


def test_damaged_entry_is_refused(page):
    content = zipped(a=outgoing(page)).replace(b"PK\x03\x04", b"PK\x03\x04", 1)
    at = content.index(b"PK\x01\x02") // 2
    broken = content[:at] + b"\xff\xff\xff" + content[at + 3 :]
    assert "damaged" in refusal(broken)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_archive_packed_by_another_method_is_refused(page, method):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as written:
        written.writestr("a.po", outgoing(page))
    assert "unusual way" in refusal(stream.getvalue())


def test_archive_packed_by_an_unknown_method_is_refused(page):
    content = bytearray(zipped(a=outgoing(page)))
    content[content.rindex(b"PK\x01\x02") + 10] = 99
    assert "unusual way" in refusal(bytes(content))


def test_archive_of_an_unknown_version_is_damaged(page):
    content = bytearray(zipped(a=outgoing(page)))
    content[content.rindex(b"PK\x01\x02") + 6] = 99
    assert "damaged" in refusal(bytes(content))


def test_archive_with_a_file_without_a_name_is_damaged(page):
    content = zipped(name=outgoing(page)).replace(b"name", b"\0ame")
    assert "damaged" in refusal(content)


def test_empty_archive_is_refused():
    assert "no file for translators" in refusal(zipped(**{"__MACOSX/x": b"", ".DS_Store": b"x"}))


def test_archive_in_an_archive_is_not_opened(page):
    inner = zipped(a=outgoing(page))
    assert "not a file for translators" in refusal(zipped(inner=inner))


def test_one_damaged_file_does_not_keep_the_others_out(page):
    good, bad = received(zipped(good=outgoing(page), bad=b"rubbish"))
    assert (bool(good.answers), good.error) == (True, "")
    assert "not a file for translators" in bad.error


# Spreadsheets


def changed_part(content: bytes, part: str, change) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as book:
        files = [(name, book.read(name)) for name in book.namelist()]
    return archive_of([(name, change(text) if name == part else text) for name, text in files])


def test_other_spreadsheet_is_refused():
    book, stream = Workbook(), BytesIO()
    book.active.append(["Name", "Sum"])
    book.save(stream)
    assert "not a spreadsheet from here" in refusal(stream.getvalue())


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_spreadsheet_with_entities_is_refused(page, part):
    def declare(xml: bytes) -> bytes:
        return b"<!DOCTYPE x [" + LAUGHS + b"]>" + xml.partition(b"?>")[2]

    assert "document type" in refusal(changed_part(outgoing(page, "xlsx"), part, declare))


def test_spreadsheet_that_would_be_too_large_is_refused(page):
    bomb = changed_part(
        outgoing(page, "xlsx"), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 60_000_000
    )
    assert "too large" in refusal(bomb)


def test_spreadsheet_with_a_million_rows_is_read_quickly(page):
    far = changed_part(
        outgoing(page, "xlsx"),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b'<row r="3"', b'<row r="1048576"', 1),
    )
    began = time.monotonic()
    received(far)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_damaged_spreadsheet_is_refused(page, part):
    broken = changed_part(outgoing(page, "xlsx"), part, lambda xml: xml[: len(xml) // 2])
    assert "damaged" in refusal(broken)


def test_formula_in_a_cell_is_a_problem_and_not_a_text(page):
    book, stream = load_workbook(BytesIO(outgoing(page, "xlsx"))), BytesIO()
    book.active["B2"] = '=HYPERLINK("http://x")'
    book.save(stream)
    [file] = received(stream.getvalue())
    assert file.answers[0].problem == "The cell holds a formula."
