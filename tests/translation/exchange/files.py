"""Files as they leave and as they come back.

file = outgoing(page, "po")                     the French lane of a page as a PO file
retyped(file, "po", "Qui", "Quoi")              the same with another translation
po(page, "title", "Quoi")                       a PO file with one, as somebody writes it by hand
changes(file)                                   what it would change
take_back(file, user)                           ... changed
database()                                      every row of every table
"""

from io import BytesIO

import pytest
from django.apps import apps
from openpyxl import load_workbook

from dci.translation.exchange import exporting
from dci.translation.exchange.comparing import Change, Comparison, compare
from dci.translation.exchange.formats import FORMATS
from dci.translation.exchange.receiving import ReceivedFile, receive
from dci.translation.exchange.taking import Outcome, take
from dci.translation.exchange.units import lane_file
from tests.translation.at_the_desk import lane_of, reviewer

every_format = pytest.mark.parametrize("code", FORMATS)


def outgoing(obj, code: str = "po", language: str = "fr") -> bytes:
    return FORMATS[code].write(lane_file(lane_of(obj, language)))


def outgoing_all(code: str, language: str = "fr") -> list[tuple[str, bytes]]:
    return list(exporting.files(exporting.all_lanes(language), FORMATS[code]))


def retyped(content: bytes, code: str, old: str, new: str) -> bytes:
    """A file in which a translator has replaced a text of the translation by another."""
    if code != "xlsx":
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())
    book, stream = load_workbook(BytesIO(content)), BytesIO()
    for [cell] in book.active["B2:B99"]:
        cell.value = cell.value and cell.value.replace(old, new)
    book.save(stream)
    return stream.getvalue()


def po(page, path: str, text: str) -> bytes:
    """The PO file of a page with ``text`` for one passage, as somebody writes it by hand."""
    before, context, entry = outgoing(page).decode().partition(f'/{path}"\n')
    source, _msgstr, rest = entry.partition("msgstr ")
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    _old, _empty, others = rest.partition("\n\n")
    return f'{before}{context}{source}msgstr "{text}"\n\n{others}'.encode()


def received(content: bytes, language: str = "fr", name: str = "file") -> list[ReceivedFile]:
    return receive(name, BytesIO(content), len(content), [language])


def comparison(content: bytes, language: str = "fr") -> Comparison:
    [file] = received(content, language)
    return compare(file.answers, language)


def changes(content: bytes) -> dict[str, Change]:
    """What a file would change, by the path of the segment."""
    return {change.segment.path: change for change in comparison(content).changes}


def take_back(content: bytes, language: str = "fr", user=None, may_take=None) -> Outcome:
    [file] = received(content, language)
    may_take = may_take or (lambda change: change.is_safe)
    return take(file.answers, language, user or reviewer(language), may_take)


def database() -> dict[str, list]:
    """Every row of every table but those of the sessions, as stored."""
    kept = [model for model in apps.get_models() if model._meta.managed]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in kept
        if model._meta.app_label != "sessions"
    }
