"""The checks in one language: with its glossary, the fields' lengths, the site's addresses."""

from collections.abc import Iterable

from ..alignment import Segment
from ..help.glossary import glossary
from ..marked_text import MarkedText
from .every import findings
from .own_addresses import own_addresses
from .pair import Finding, Pair


class Checker:
    """Checks passages of whatever lanes, however many, at the price of a few queries.

    ``targets`` are the texts that are going to be checked.
    """

    def __init__(self, language: str, targets: Iterable[str]):
        self.language = language
        self.glossary = glossary(language)
        self.own_addresses = own_addresses(targets, language)

    def pair(self, segment: Segment, target: str, max_length: int | None) -> Pair:
        """A segment as the checks want it, with ``target`` in place of its own."""
        return Pair(
            segment.source,
            target,
            self.language,
            segment.is_html,
            max_length,
            self.glossary.terms_in(MarkedText(segment.source, segment.is_html).plain),
            {address: own for address, own in self.own_addresses.items() if address in target},
        )

    def findings(self, segment: Segment, target: str, max_length: int | None) -> list[Finding]:
        """All that is found, also what was dismissed."""
        return findings(self.pair(segment, target, max_length))

    def left(self, segment: Segment, target: str, max_length: int | None) -> list[Finding]:
        """What is found, but for what was dismissed at this segment."""
        found = self.findings(segment, target, max_length)
        return [one for one in found if one.code not in segment.dismissed]
