"""The checks on a whole lane."""

from ..models import Translation
from ..places import Places
from .checker import Checker
from .pair import Finding


def of_lane(lane: Translation) -> dict[str, list[Finding]]:
    """What is found in each segment, by its path, without what was dismissed."""
    translated = [segment for segment in lane.get_segments() if segment.target]
    checker = Checker(lane.language, [segment.target for segment in translated])
    places = Places(lane.owner())
    found = {
        one.path: checker.left(one, one.target, places.of(one.path).max_length)
        for one in translated
    }
    return {path: left for path, left in found.items() if left}
