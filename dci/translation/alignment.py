"""Carrying translations over to a source that has moved on.

A segment is a passage with its translation in one language. When the source changes, each new
passage takes over the segment that belongs to it; nothing that a translator wrote is thrown away.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Indel

from .passages import PIECE, Passage

TAG = re.compile(r"<[^>]*>")

MISSING = "missing"
OUTDATED = "outdated"
VALID = "valid"

# From this share of common words on, a paragraph counts as a new wording of another.
SIMILAR = 0.5

FIRST_PRIVATE_CHARACTER = 0xF0000  # of which there are enough for the words of the longest page


@dataclass
class Segment:
    """A passage of the source and its translation.

    ``state`` is ``missing`` (no translation), ``outdated`` (``target`` translates
    ``old_source``, which is not what ``source`` says now) or ``valid``. ``dismissed`` says why a
    check (by its code) does not apply here.
    """

    path: str
    source: str
    target: str = ""
    state: str = MISSING
    old_source: str = ""
    is_html: bool = False
    dismissed: dict[str, str] = field(default_factory=dict)

    def answer(self, target: str) -> None:
        """Take ``target`` as the translation of the source as it is now; empty takes it back."""
        self.target = target
        self.state = VALID if target.strip() else MISSING
        self.old_source = ""

    @property
    def words(self) -> int:
        """How many words the source has, markup left out."""
        return len(TAG.sub(" ", self.source).split())

    def as_dict(self) -> dict:
        return asdict(self)


def align(
    passages: list[Passage],
    segments: list[Segment],
    retired: list[Segment],
    *,
    is_minor: bool = False,
) -> tuple[list[Segment], list[Segment]]:
    """The segments of ``passages``, and those that no passage wants any more.

    In this order a passage takes: the segment at its path if the source is the same; else any
    segment whose source is the same, wherever it stood, or stood once; else the segment at its
    path if much of the source is the same; else the one most like it in the same text, whose
    paragraphs may have got new keys; else the segment at its path, whatever it said. From the third
    on it becomes outdated. Every segment is taken once, so two equal list items keep a translation
    each. Where the source's change ``is_minor``, what was valid stays so.
    """
    pool = _Pool([segment for segment in segments if segment.target], retired)
    taken: dict[str, Segment] = {}

    def each(find: Callable[[Passage], Segment | None]) -> None:
        for passage in passages:
            if passage.path not in taken and (found := find(passage)):
                taken[passage.path] = found

    each(pool.take_same)
    each(pool.take_equal)
    each(lambda passage: pool.take_at(passage, SIMILAR))
    for passage, segment in pool.alike([one for one in passages if one.path not in taken]):
        if passage.path not in taken and pool.take(segment):
            taken[passage.path] = segment
    each(pool.take_at)
    carried = [_carry_over(passage, taken.get(passage.path), is_minor) for passage in passages]
    return carried, pool.left()


def _carry_over(passage: Passage, segment: Segment | None, is_minor: bool) -> Segment:
    new = Segment(passage.path, passage.source, is_html=passage.is_html)
    if segment is None:
        return new
    new.target = segment.target
    if segment.source == passage.source:
        new.state, new.old_source = segment.state, segment.old_source
        new.dismissed = segment.dismissed
    elif segment.old_source == passage.source or (is_minor and segment.state == VALID):
        new.state = VALID
    else:
        new.state, new.old_source = OUTDATED, segment.old_source or segment.source
    return new


class _Words(dict):
    """Texts as strings of one character a word: RapidFuzz compares characters fastest."""

    def __missing__(self, word: str) -> str:
        return self.setdefault(word, chr(FIRST_PRIVATE_CHARACTER + len(self)))

    def coded(self, text: str) -> str:
        return "".join(map(self.__getitem__, text.split()))


def likeness(one: str, other: str) -> float:
    """How many of their words two texts have in common, in the same order: 0 to 1."""
    words = _Words()
    return Indel.normalized_similarity(words.coded(one), words.coded(other))


class _Pool:
    """Answered segments that are still free to be taken, current ones before retired ones."""

    def __init__(self, segments: list[Segment], retired: list[Segment]):
        self._current = segments
        self._free = {id(segment): segment for segment in [*segments, *retired]}
        self._by_source: dict[tuple, list[Segment]] = {}
        for segment in self._free.values():
            self._by_source.setdefault((segment.source, segment.is_html), []).append(segment)
        self._by_path = {segment.path: segment for segment in segments}

    def take(self, segment: Segment | None) -> Segment | None:
        return self._free.pop(id(segment), None)

    def take_same(self, passage: Passage) -> Segment | None:
        segment = self._by_path.get(passage.path)
        same = segment and (segment.source, segment.is_html) == (passage.source, passage.is_html)
        return self.take(segment) if same else None

    def take_equal(self, passage: Passage) -> Segment | None:
        equal = self._by_source.get((passage.source, passage.is_html), ())
        return next(filter(None, map(self.take, equal)), None)

    def take_at(self, passage: Passage, least: float = 0) -> Segment | None:
        segment = self._by_path.get(passage.path)
        is_free = segment and id(segment) in self._free
        if is_free and (not least or likeness(segment.source, passage.source) >= least):
            return self.take(segment)
        return None

    def alike(self, passages: list[Passage]) -> Iterator[tuple[Passage, Segment]]:
        """Passages with free segments of the same rich text, those most alike first."""
        words, free = _Words(), {}
        for segment in self._current:
            if id(segment) in self._free:
                coded = words.coded(segment.source)
                free.setdefault(segment.path.split(PIECE)[0], []).append((coded, segment))
        pairs = []
        for passage in passages:
            same_text = free.get(passage.path.split(PIECE)[0], ()) if passage.is_html else ()
            coded = [each for each, _segment in same_text]
            found = process.extract(
                words.coded(passage.source),
                coded,
                scorer=Indel.normalized_similarity,
                score_cutoff=SIMILAR,
                limit=None,
            )
            pairs += [(score, passage, same_text[index][1]) for _each, score, index in found]
        for _score, passage, segment in sorted(pairs, key=lambda pair: -pair[0]):
            yield passage, segment

    def left(self) -> list[Segment]:
        return list(self._free.values())
