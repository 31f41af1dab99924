"""Files as they leave and as they come back.

file = outgoing(page, "po")                     the French lane of a page as a PO file
changes(file.replace(b"Qui", b"Quoi"))          what it would change
take_back(file, user)                           ... changed
database()                                      every row of every table
"""

from io import BytesIO

from django.apps import apps

from dci.translation.exchange import exporting
from dci.translation.exchange.comparing import Change, Comparison, compare
from dci.translation.exchange.formats import FORMATS
from dci.translation.exchange.receiving import ReceivedFile, receive
from dci.translation.exchange.taking import Outcome, take
from dci.translation.exchange.units import lane_file
from tests.translation.at_the_desk import lane_of, reviewer

EVERY_FORMAT = list(FORMATS)


def outgoing(obj, code: str = "po", language: str = "fr") -> bytes:
    return FORMATS[code].write(lane_file(lane_of(obj, language)))


def outgoing_all(code: str, language: str = "fr") -> list[tuple[str, bytes]]:
    return list(exporting.files(exporting.all_lanes(language), FORMATS[code]))


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
