"""Documents, harmless and harmful, as small as they can be."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

HTML = b"<html><script>alert(1)</script></html>"
TEMPLATE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    '/{kind}" Target="https://example.org/a.dotm" TargetMode="External"/></Relationships>'
)


def package(**parts: str | bytes) -> bytes:
    """A ZIP of ``parts``; what a name can't hold is ``__`` for ``/``."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def docx(**parts: str | bytes) -> bytes:
    return package(**{"[Content_Types].xml": "<Types/>", "word__document.xml": "<d/>", **parts})


def odt(kind: str = "text", **parts: str | bytes) -> bytes:
    said = f"application/vnd.oasis.opendocument.{kind}"
    return package(mimetype=said, **{"content.xml": "<c/>", **parts})


def xlsx() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


def pdf(change=lambda writer: None, **told: str) -> bytes:
    """A PDF of one page: ``change`` does something to it, ``told`` says its title and author."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name.capitalize()}": text for name, text in told.items()})
    change(writer)
    writer.write(out)
    return out.getvalue()


def action(kind: str, **values):
    """A change: the file does something when it is opened."""

    def change(writer: PdfWriter) -> None:
        parts = {NameObject("/S"): NameObject(f"/{kind}")}
        parts |= {NameObject(f"/{key}"): TextStringObject(value) for key, value in values.items()}
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(parts))

    return change


def first_page(writer: PdfWriter) -> None:
    """A change that does no harm: where the file opens."""
    place = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit"), NumberObject(0)])
    writer.root_object[NameObject("/OpenAction")] = place


def script_of_a_page(writer: PdfWriter) -> None:
    """A change: a script that is met on the way, in a list within a dictionary."""
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    actions = DictionaryObject({NameObject("/O"): DictionaryObject(script)})
    writer.pages[0][NameObject("/AA")] = ArrayObject([actions])


def in_french(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/Lang")] = TextStringObject("fr-BE")


HARMFUL_PDFS = {
    "script of a page": pdf(script_of_a_page),
    "script when opened": pdf(action("JavaScript", JS="app.alert(1)")),
    "program": pdf(action("Launch", F="cmd.exe")),
    "form": pdf(action("SubmitForm", F="https://example.org/")),
    "attachment": pdf(lambda writer: writer.add_attachment("a.exe", b"MZ")),
    "address": pdf(action("URI", URI="https://example.org/")),
    "password": pdf(lambda writer: writer.encrypt("secret", algorithm="RC4-128")),
    "no copying": pdf(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")),
    "hidden name": pdf(action("JavaScript", JS="1")).replace(b"/JavaScript", b"/J#61vaScript"),
}
