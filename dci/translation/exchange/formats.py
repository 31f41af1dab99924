"""The formats of files, in one table for the admin and for the commands."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import po, xliff12, xliff20, xlsx
from .refusal import Refusal
from .units import LaneFile, Reading


@dataclass(frozen=True)
class Format:
    """A way to write a lane into a file, and to read it again.

    ``recognises`` looks at a file's content, whatever the file is called. ``read`` raises
    ``Refusal`` with a sentence for the sender.
    """

    code: str
    label: str | Promise
    extension: str
    content_type: str
    write: Callable[[LaneFile], bytes]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes], Reading]


def _format(code, label, extension, content_type, module) -> Format:
    return Format(
        code, label, extension, content_type, module.write, module.recognises, module.read
    )


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Format] = {
    one.code: one
    for one in (
        _format(
            "xliff12",
            gettext_lazy("XLIFF 1.2, for OmegaT, Trados, memoQ and most other tools"),
            "xlf",
            "application/x-xliff+xml",
            xliff12,
        ),
        _format(
            "xliff20",
            gettext_lazy("XLIFF 2.0, for tools that ask for it"),
            "xliff",
            "application/xliff+xml",
            xliff20,
        ),
        _format(
            "po",
            gettext_lazy("PO, for Poedit and Weblate"),
            "po",
            "text/x-gettext-translation",
            po,
        ),
        _format(
            "xlsx",
            gettext_lazy("XLSX, a spreadsheet with two columns, for volunteers"),
            "xlsx",
            SPREADSHEET,
            xlsx,
        ),
    )
}


def read(content: bytes) -> Reading:
    """What a file holds. Raises ``Refusal`` if it is of none of the formats, or damaged."""
    for one in sorted(FORMATS.values(), key=lambda one: one.code == "po"):
        if one.recognises(content):
            return one.read(content)
    raise Refusal(_("This is not a file for translators: send PO, XLIFF, XLSX, or a ZIP of such."))
