"""The checks on a lane: with its language's glossary, its fields' lengths, the site's addresses."""

from collections.abc import Iterable

from ..alignment import Segment
from ..help.glossary import glossary
from ..marked_text import MarkedText
from ..models import Translation
from ..places import Places
from .every import findings
from .own_addresses import own_addresses
from .pair import Finding, Pair


class LaneChecker:
    """Checks segments of a lane, however many, at the price of a few queries.

    ``targets`` are the texts to be checked, if they are not those of the lane.
    """

    def __init__(self, lane: Translation, targets: Iterable[str] | None = None):
        self.language = lane.language
        self.glossary = glossary(lane.language)
        self.places = Places(lane.owner())
        if targets is None:
            targets = [segment.target for segment in lane.get_segments()]
        self.own_addresses = own_addresses(targets, lane.language)

    def pair(self, segment: Segment, target: str | None = None) -> Pair:
        """A segment as the checks want it, with ``target`` in place of its own."""
        target = segment.target if target is None else target
        return Pair(
            segment.source,
            target,
            self.language,
            segment.is_html,
            self.places.of(segment.path).max_length,
            self.glossary.terms_in(MarkedText(segment.source, segment.is_html).plain),
            {address: own for address, own in self.own_addresses.items() if address in target},
        )

    def findings(self, segment: Segment, target: str | None = None) -> list[Finding]:
        """All that is found, also what was dismissed."""
        return findings(self.pair(segment, target))


def of_lane(lane: Translation) -> dict[str, list[Finding]]:
    """What is found in each segment, by its path, without what was dismissed."""
    checker = LaneChecker(lane)
    found = {
        segment.path: [
            one for one in checker.findings(segment) if one.code not in segment.dismissed
        ]
        for segment in lane.get_segments()
        if segment.target
    }
    return {path: open_ones for path, open_ones in found.items() if open_ones}
