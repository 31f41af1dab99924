"""Documents as they are taken: what is inside is what the name says, and it runs nothing."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dci.translation.exchange import archive, xml
from dci.translation.exchange.refusal import Refusal

from . import pdf

MOST_FILES = 2000
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
# Programs in office files, and files in them that other programs would open.
ACTIVE = re.compile(
    r"vbaProject|vbaData|macrosheets/|activeX/|oleObject|^Basic/|^Scripts/|"
    r"embeddings/.*(?<!\.xlsx)$|"  # the numbers of a chart
    r"\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr|hta)$",
    re.IGNORECASE,
)
# Links that a reader follows; all others are followed by opening the file.
FOLLOWED_BY_HAND = ("/hyperlink",)


def check(content: bytes, suffix: str) -> None:
    """Raise ``ValidationError``, with a sentence, unless ``content`` is what ``suffix`` says.

    ``suffix`` is without a dot, in small letters: one that Wagtail's own check lets through.
    """
    try:
        CHECKS[suffix](content)
    except Refusal as refusal:
        raise ValidationError(str(refusal), code="archive") from refusal
    except archive.BROKEN as error:
        raise ValidationError(_("The file is damaged or not complete."), code="damaged") from error


def _check_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        raise _another_type("PDF")
    pdf.check(content)


def _check_text(content: bytes) -> None:
    """Any text will do: it is never shown as anything else."""
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _another_type(_("text"))


def _office(name: str, needed: str) -> Callable[[bytes], None]:
    """A check for a file of Microsoft's, which has a part called ``needed``."""

    def check_office(content: bytes) -> None:
        with _opened(content, name) as package:
            if needed not in package.namelist():
                raise _another_type(name)
            for part in package.namelist():
                if part.endswith(".rels"):
                    _check_links(package.read(part))

    return check_office


def _open_document(name: str, kind: str) -> Callable[[bytes], None]:
    """A check for a file of LibreOffice's, which says its ``kind``."""

    def check_open_document(content: bytes) -> None:
        with _opened(content, name) as package:
            said = package.read("mimetype") if "mimetype" in package.namelist() else b""
            if said.strip() != (OPEN_DOCUMENT + kind).encode():
                raise _another_type(name)

    return check_open_document


def _opened(content: bytes, name: str) -> ZipFile:
    """The parts of an office file, of which none is too large, hidden or a program."""
    if not archive.is_zip(content):
        raise _another_type(name)
    archive.check_package(content, _("The file is damaged or not complete."))
    package = ZipFile(BytesIO(content))
    if len(package.namelist()) > MOST_FILES or any(map(ACTIVE.search, package.namelist())):
        message = _(
            "This file holds macros or other files. Please save it without them, or as a PDF."
        )
        raise ValidationError(message, code="active")
    return package


def _check_links(content: bytes) -> None:
    for link in xml.parsed(content):
        is_outside = link.get("TargetMode") == "External"
        if is_outside and not link.get("Type", "").endswith(FOLLOWED_BY_HAND):
            message = _(
                "This file fetches something from another place when it is opened: %(address)s. "
                "Please save it without links to templates, pictures or tables elsewhere."
            )
            address = link.get("Target", "")[:200]
            raise ValidationError(message % {"address": address}, code="fetches")


def _another_type(name: str) -> ValidationError:
    message = _(
        "The content of this file is not %(type)s, whatever its name says. Please save it as that, "
        "or choose the right file."
    )
    return ValidationError(message % {"type": name}, code="another_type")


CHECKS: dict[str, Callable[[bytes], None]] = {
    "pdf": _check_pdf,
    "docx": _office("Word", "word/document.xml"),
    "xlsx": _office("Excel", "xl/workbook.xml"),
    "odt": _open_document("OpenDocument", "text"),
    "ods": _open_document("OpenDocument", "spreadsheet"),
    "csv": _check_text,
    "txt": _check_text,
}
