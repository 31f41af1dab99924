"""What stands elsewhere on the page than when somebody last worked on the lane."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from ..alignment import Segment
from ..models import Translation


def moved_paths(lane: Translation) -> set[str]:
    """The paths of the segments that have changed places since a person last saved the lane.

    Their translations have moved with them and want no work: it is only good to know.
    """
    revisions = lane.revisions.filter(user__isnull=False).order_by("-created_at", "-pk")
    last = revisions.first() or lane.live_revision
    if last is None:
        return set()
    before = [Segment(**segment) for segment in last.content["segments"]]
    return moved(before, lane.get_segments())


def moved(before: list[Segment], now: list[Segment]) -> set[str]:
    """The paths of as few segments as could have been moved to bring the others into this order.

    A segment is known by its text, and one whose text has changed by its path.
    """
    old, new = list(_numbered(before)), list(_numbered(now))
    ranks = {text: rank for rank, (text, _path) in enumerate(old)}
    left = ranks.keys() - {text for text, _path in new}
    places = {path: ranks[text] for text, path in old if text in left}
    found = [(ranks.get(text, places.get(path)), path) for text, path in new]
    known = [(rank, path) for rank, path in found if rank is not None]
    stayed = set(_longest_rise([rank for rank, _path in known]))
    return {path for rank, path in known if rank not in stayed}


def _numbered(segments: Iterable[Segment]) -> Iterable[tuple[tuple[str, int], str]]:
    """Each text, told apart from equal ones by its number, with its path."""
    seen: Counter[str] = Counter()
    for segment in segments:
        seen[segment.source] += 1
        yield (segment.source, seen[segment.source]), segment.path


def _longest_rise(numbers: list[int]) -> list[int]:
    """The most of ``numbers``, all different, that already stand in rising order."""
    ends: list[int] = []  # the smallest last number of a rise of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    rise, number = [], ends[-1] if ends else None
    while number is not None:
        rise.append(number)
        number = before[number]
    return rise[::-1]
