"""GNU gettext's PO: an entry a segment, the segment's id as its context."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.utils.translation import gettext as _

from dci import languages

from ..alignment import OUTDATED
from .refusal import Refusal, unreadable
from .units import Answer, LaneFile, Reading, Unit

STAMP = "stamp:"
FUZZY = "fuzzy"
LINE = re.compile(r'(?:msg[a-z]+(?:\[\d+\])?[ \t]*)?"(?:[^"\\]|\\.)*"|#.*|')


def write(lane: LaneFile) -> bytes:
    po = polib.POFile(wrapwidth=0)
    po.header = " ".join(lane.title.split())
    po.metadata = {
        "Language": lane.language,
        "X-Source-Language": languages.SOURCE,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    po.extend(_entry(unit) for unit in lane.units)
    return str(po).encode()


def _entry(unit: Unit) -> polib.POEntry:
    is_outdated = unit.state == OUTDATED
    return polib.POEntry(
        msgctxt=unit.id,
        msgid=unit.source,
        msgstr=unit.target,
        previous_msgid=unit.old_source or None,
        comment="\n".join(filter(None, [" ".join(unit.note.split()), f"{STAMP} {unit.stamp}"])),
        flags=[FUZZY] if is_outdated else [],
    )


def recognises(content: bytes) -> bool:
    """Whether this can be a PO file, in whatever encoding."""
    return b"msgid" in content.replace(b"\x00", b"")


def read(content: bytes) -> Reading:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("The file is not in UTF-8. Save it in that encoding and send it again.")
        raise Refusal(message) from error
    _check(text)
    po = _parsed(text)
    return Reading(po.metadata.get("Language", ""), list(_answers(po)))


def _check(text: str) -> None:
    """Raise ``Refusal`` for the first line that is none of PO's: polib overlooks an open quote."""
    lines = re.split("\r\n|\r|\n", text)
    for number, line in enumerate(lines, start=1):
        if not LINE.fullmatch(line.strip(" \t")):
            raise unreadable(number)


def _parsed(text: str) -> polib.POFile:
    """polib takes a text for the name of a file if there is one of that name: it gets a file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "po")
        path.write_text(text, encoding="utf-8", newline="")
        try:
            return polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
        except (OSError, ValueError, LookupError, AttributeError) as error:
            line = str(error).rpartition("(line ")[2].partition(")")[0]
            raise unreadable(int(line) if line.isdigit() else 1) from error


def _answers(po: polib.POFile) -> Iterator[Answer]:
    for entry in po:
        if entry.obsolete:
            continue
        lines = entry.comment.splitlines()
        stamps = [line.removeprefix(STAMP) for line in lines if line.startswith(STAMP)]
        yield Answer(
            id=entry.msgctxt or "",
            target=entry.msgstr,
            source=entry.msgid,
            stamp=stamps[-1].strip() if stamps else "",
            is_done=FUZZY not in entry.flags,
        )
