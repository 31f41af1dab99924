"""From what somebody sends to answers, or to a sentence that says why not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from dci import languages

from . import archive, formats, xlsx
from .refusal import Refusal
from .units import Answer

LARGEST_UPLOAD = 50 * 1024 * 1024
MOST_PASSAGES = 100_000
MEGABYTE = 1024 * 1024


@dataclass
class ReceivedFile:
    """A file with its answers, or with the ``error`` for which it is not taken."""

    name: str
    language: str = ""
    answers: list[Answer] = field(default_factory=list)
    error: str = ""


def receive(name: str, file: BinaryIO, size: int, codes: Collection[str]) -> list[ReceivedFile]:
    """What was sent: a file, or an archive of files, in some of the languages ``codes``.

    Raises ``Refusal`` where nothing of it can be taken. Nothing is read of what is too large.
    """
    check_size(size, LARGEST_UPLOAD)
    content = file.read(LARGEST_UPLOAD + 1)
    if not content.strip():
        raise Refusal(_("The file is empty."))
    if archive.is_zip(content) and not xlsx.recognises(content):
        return _of_archive(content, codes)
    check_size(len(content), archive.LARGEST_FILE)
    return [_read(name, content, codes)]


def check_size(size: int, largest: int) -> None:
    """Raise ``Refusal`` for more than ``largest`` bytes."""
    if size > largest:
        message = _("The file is too large: at most %(number)d MB are read.")
        raise Refusal(message % {"number": largest // MEGABYTE})


def _of_archive(content: bytes, codes: Collection[str]) -> list[ReceivedFile]:
    found = list(_each(content, codes))
    if not found:
        raise Refusal(_("There is no file for translators in the archive."))
    if sum(len(file.answers) for file in found) > MOST_PASSAGES:
        raise Refusal(_("There are too many passages in the archive. Send it in parts."))
    if all(file.error for file in found):
        raise Refusal(f"{found[0].name}: {found[0].error}")
    return found


def _each(content: bytes, codes: Collection[str]) -> Iterator[ReceivedFile]:
    for name, one in archive.files(content):
        try:
            yield _read(name, one, codes)
        except Refusal as refusal:
            yield ReceivedFile(name, error=str(refusal))


def _read(name: str, content: bytes, codes: Collection[str]) -> ReceivedFile:
    reading = formats.read(content)
    language = language_of(reading.language)
    if not language:
        raise Refusal(_no_language(reading.language))
    if language not in codes:
        message = _("The file is in %(language)s, which is not the language asked for.")
        raise Refusal(message % {"language": languages.name(language)})
    if not reading.answers:
        raise Refusal(_("There is not one passage in the file."))
    if len(reading.answers) > MOST_PASSAGES:
        raise Refusal(_("There are too many passages in the file."))
    return ReceivedFile(name, language, reading.answers)


def language_of(text: str) -> str:
    """The language to translate into that a file means: tools make ``fr-FR`` of ``fr``."""
    wanted = text.strip().lower().replace("_", "-")
    if wanted in languages.TARGETS:
        return wanted
    same = [code for code in languages.TARGETS if code.partition("-")[0] == wanted.split("-")[0]]
    return same[0] if len(same) == 1 else ""


def _no_language(text: str) -> str:
    if not text.strip():
        return _("The file does not say which language it is in.")
    message = _("The file is for “%(code)s”, a language into which this site is not translated.")
    return message % {"code": text[:20]}
