"""A script that says, as JSON, what a PDF file holds; ``pdf.py`` runs it, within limits."""

import io
import json
import sys
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MOST_OBJECTS = 200_000
SCANNED_PAGES = 5
# What an action or an annotation does beyond showing the document and leading to an address.
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "program",
    "/SubmitForm": "form",
    "/ImportData": "form",
    "/GoToE": "attachment",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMedia": "media",
    "/3D": "media",
    "/FileAttachment": "attachment",
}
KEYS = {"/JS": "script", "/EF": "attachment", "/XFA": "form"}


def main() -> None:
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    report = {"is_protected": reader.is_encrypted}
    if not reader.is_encrypted:
        root, told = reader.root_object, reader.metadata
        report |= {
            "language": str(root.get("/Lang", "")),
            "title": str((told and told.title) or ""),
            "author": str((told and told.author) or ""),
            "is_tagged": "/StructTreeRoot" in root and is_marked(root),
            "has_text": any(page.extract_text().strip() for page in reader.pages[:SCANNED_PAGES]),
            "dangers": sorted(set(dangers(reader))),
        }
    json.dump(report, sys.stdout)


def is_marked(root: DictionaryObject) -> bool:
    return bool("/MarkInfo" in root and root["/MarkInfo"].get("/Marked"))


def dangers(reader: PdfReader) -> Iterator[str]:
    """What the file can do, whether anything leads there or not. Raises for too many objects."""
    opening = reader.root_object.get("/OpenAction")
    opening = opening and opening.get_object()
    if isinstance(opening, DictionaryObject) and "/S" in opening and opening["/S"] == "/URI":
        yield "address"
    for obj in dictionaries(reader):
        for key in ("/S", "/Subtype"):
            if key in obj and (danger := ACTIONS.get(obj[key])):
                yield danger
        yield from (danger for key, danger in KEYS.items() if key in obj)


def dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those within others too."""
    numbers = {
        (number, generation) for generation, table in reader.xref.items() for number in table
    } | {(number, 0) for number in reader.xref_objStm}
    found = 0
    for number, generation in sorted(numbers):
        todo = [reader.get_object(IndirectObject(number, generation, reader))]
        while todo:
            obj = todo.pop()
            found += 1
            if found > MOST_OBJECTS:
                raise ValueError("more objects than anybody writes")
            if isinstance(obj, DictionaryObject):
                yield obj
                todo += obj.values()
            elif isinstance(obj, ArrayObject):
                todo += obj


if __name__ == "__main__":
    main()
