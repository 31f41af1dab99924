"""What the checks say of translations that somebody has sent."""

from collections.abc import Iterable

from ..checks import Pair, findings
from ..checks.own_addresses import own_addresses
from ..help.glossary import glossary
from ..marked_text import MarkedText
from .comparing import Change


class Warnings:
    """The checks on some changes, however many, with the look-ups of one."""

    def __init__(self, changes: Iterable[Change], language: str):
        self.language, self.glossary = language, glossary(language)
        self.addresses = own_addresses((change.new for change in changes), language)

    def of(self, change: Change) -> list[str]:
        """What is found in the new translation, but for what was dismissed at this passage."""
        if change.problem:
            return []
        found = findings(self._pair(change))
        return [str(one.message) for one in found if one.code not in change.segment.dismissed]

    def _pair(self, change: Change) -> Pair:
        segment, new = change.segment, change.new
        return Pair(
            segment.source,
            new,
            self.language,
            is_html=segment.is_html,
            max_length=change.place.max_length,
            terms=self.glossary.terms_in(MarkedText(segment.source, segment.is_html).plain),
            own_addresses={one: own for one, own in self.addresses.items() if one in new},
        )
