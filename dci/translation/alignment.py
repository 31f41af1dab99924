"""Carrying translations over to a source that has moved on.

A segment is a passage with its translation in one language. When the source changes, each new
passage takes over the segment that belongs to it; nothing that a translator wrote is thrown away.
"""

from dataclasses import asdict, dataclass

from .passages import Passage

MISSING = "missing"
OUTDATED = "outdated"
VALID = "valid"


@dataclass
class Segment:
    """A passage of the source and its translation.

    ``state`` is ``missing`` (no translation), ``outdated`` (``target`` translates
    ``old_source``, which is not what ``source`` says now) or ``valid``.
    """

    path: str
    source: str
    target: str = ""
    state: str = MISSING
    old_source: str = ""
    is_html: bool = False

    def answer(self, target: str) -> None:
        """Take ``target`` as the translation of the source as it is now; empty takes it back."""
        self.target = target
        self.state = VALID if target.strip() else MISSING
        self.old_source = ""

    def as_dict(self) -> dict:
        return asdict(self)


def align(
    passages: list[Passage], segments: list[Segment], retired: list[Segment]
) -> tuple[list[Segment], list[Segment]]:
    """The segments of ``passages``, and those that no passage wants any more.

    In this order a passage takes: the segment at its path if the source is the same; else any
    segment whose source is the same, wherever it stood, or stood once; else the segment at its
    path, which becomes outdated; else it is missing. Every segment is taken once, so two equal
    list items keep a translation each.
    """
    pool = _Pool([*segments, *retired])
    taken: dict[str, Segment] = {}
    for passage in passages:
        found = pool.take_at(passage.path, passage.source)
        if found:
            taken[passage.path] = found
    for passage in passages:
        if passage.path not in taken and (found := pool.take_equal(passage.source)):
            taken[passage.path] = found
    live_paths = {segment.path for segment in segments}
    for passage in passages:
        is_open = passage.path not in taken and passage.path in live_paths
        if is_open and (found := pool.take_at(passage.path)):
            taken[passage.path] = found
    aligned = [_carry_over(passage, taken.get(passage.path)) for passage in passages]
    return aligned, [segment for segment in pool.left() if segment.target]


def _carry_over(passage: Passage, segment: Segment | None) -> Segment:
    new = Segment(passage.path, passage.source, is_html=passage.is_html)
    if segment is None or not segment.target:
        return new
    new.target = segment.target
    if segment.source == passage.source:
        new.state, new.old_source = segment.state, segment.old_source
    elif segment.old_source == passage.source:
        new.state = VALID
    else:
        new.state, new.old_source = OUTDATED, segment.old_source or segment.source
    return new


class _Pool:
    """Segments that are still free to be taken, current ones before retired ones."""

    def __init__(self, segments: list[Segment]):
        self._free = dict(enumerate(segments))
        self._by_path: dict[str, list[int]] = {}
        self._by_source: dict[str, list[int]] = {}
        for number, segment in self._free.items():
            self._by_path.setdefault(segment.path, []).append(number)
            self._by_source.setdefault(segment.source, []).append(number)

    def take_at(self, path: str, source: str | None = None) -> Segment | None:
        for number in self._by_path.get(path, ()):
            segment = self._free.get(number)
            if segment and source in (None, segment.source):
                return self._free.pop(number)
        return None

    def take_equal(self, source: str) -> Segment | None:
        for number in self._by_source.get(source, ()):
            if number in self._free:
                return self._free.pop(number)
        return None

    def left(self) -> list[Segment]:
        return list(self._free.values())
