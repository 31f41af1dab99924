"""What goes out in a file, and what comes back in one."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from ..alignment import VALID, Segment
from ..models import Translation
from ..passages import read
from ..places import Places
from . import markup

# "dci.sitepage-12/body.t#a": the object that owns the lane, then the path in it.
IDENTITY = re.compile(r"(?P<app>\w+)\.(?P<model>\w+)-(?P<pk>\d{1,18})/(?P<path>.+)", re.ASCII)
READABLE = "#@:/+"


class Identity(NamedTuple):
    """What a unit is the translation of."""

    app: str
    model: str
    pk: int
    path: str


@dataclass(frozen=True)
class Unit:
    """A segment on its way out.

    ``stamp`` says which source and which target the file was made from. ``note`` is for the
    translator: where the passage stands, and how long it may be.
    """

    id: str
    source: str
    target: str
    stamp: str
    state: str
    old_source: str
    is_html: bool
    note: str
    max_length: int | None


@dataclass(frozen=True)
class LaneFile:
    """One object in one language, on its way out."""

    key: str
    title: str
    language: str
    units: list[Unit]


@dataclass(frozen=True)
class Answer:
    """A unit that came back.

    ``is_done`` is what the file says of the translation's state, ``None`` if it says nothing.
    Where ``is_coded``, the texts come from a format that knows markup from text, and are HTML
    whatever the segment is. ``problem`` is a sentence that says why the unit can't be taken.
    """

    id: str
    target: str
    source: str = ""
    stamp: str = ""
    is_done: bool | None = None
    is_coded: bool = False
    problem: str = ""

    def text(self, *, is_html: bool) -> str:
        """The translation as the segment keeps it."""
        return self._as(self.target, is_html=is_html)

    def source_text(self, *, is_html: bool) -> str:
        return self._as(self.source, is_html=is_html)

    def _as(self, text: str, *, is_html: bool) -> str:
        return markup.plain(text) if self.is_coded and not is_html else text


@dataclass(frozen=True)
class Reading:
    """What a file holds."""

    language: str
    answers: list[Answer]


def digest(text: str) -> str:
    """A short digest of a text."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def target_digest(segment: Segment) -> str:
    return digest(markup.comparable(segment.target, is_html=segment.is_html))


def stamp(segment: Segment) -> str:
    """Which source and which target a segment has."""
    return f"{digest(segment.source)}-{target_digest(segment)}"


def object_key(lane: Translation) -> str:
    """``dci.sitepage-12`` for a page."""
    kind = ContentType.objects.get_for_id(lane.content_type_id)
    return f"{kind.app_label}.{kind.model}-{lane.object_id}"


def unit_id(key: str, path: str) -> str:
    """``path`` in the object ``key``, in letters that every format can hold."""
    return f"{key}/{quote(path, safe=READABLE)}"


def identity(text: str) -> Identity | None:
    """What ``unit_id`` has made ``text`` of; ``None`` if it was not made there."""
    found = IDENTITY.fullmatch(text)
    if not found:
        return None
    return Identity(found["app"], found["model"], int(found["pk"]), unquote(found["path"]))


def work_of(lane: Translation) -> tuple[Translation, Places]:
    """The lane as it is being worked on, in step with the source, and its places.

    Only read: what the lane has not followed yet is followed in memory.
    """
    owner = lane.owner()
    work, passages = lane.work, read(owner)
    if work.is_behind(passages):
        work.align(passages)
    return work, Places(owner)


def lane_file(lane: Translation, *, only_open: bool = False) -> LaneFile:
    """What there is to send out of a lane; with ``only_open`` what has no valid translation."""
    work, places = work_of(lane)
    key = object_key(lane)
    units = [
        _unit(key, segment, places)
        for segment in work.get_segments()
        if not (only_open and segment.state == VALID)
    ]
    return LaneFile(key, lane.title or key, lane.language, units)


def _unit(key: str, segment: Segment, places: Places) -> Unit:
    place = places.of(segment.path)
    return Unit(
        id=unit_id(key, segment.path),
        source=segment.source,
        target=segment.target,
        stamp=stamp(segment),
        state=segment.state,
        old_source=segment.old_source,
        is_html=segment.is_html,
        note=". ".join(_notes(place.heading, place.max_length)),
        max_length=place.max_length,
    )


def _notes(heading: str, max_length: int | None) -> Iterator[str]:
    if heading:
        yield heading
    if max_length:
        yield _("At most %(number)d characters") % {"number": max_length}
