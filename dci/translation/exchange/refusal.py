"""A file that is not taken."""

from django.utils.translation import gettext as _


class Refusal(Exception):  # noqa: N818 what the sender of the file is told, not a fault
    """Says, in a sentence for the person who sent a file, why nothing of it was taken."""


def unreadable(line: int) -> Refusal:
    text = _("The file is damaged or not complete (it cannot be read from line %(line)d on).")
    return Refusal(text % {"line": line})


def with_declarations() -> Refusal:
    return Refusal(_("The file declares a document type or entities, and is not read."))
