"""What the checks say of translations that somebody has sent."""

from collections.abc import Iterable

from ..checks import Checker
from .comparing import Change


class Warnings:
    """The checks on some changes, however many, with the look-ups of one."""

    def __init__(self, changes: Iterable[Change], language: str):
        self._checker = Checker(language, [change.new for change in changes])

    def of(self, change: Change) -> list[str]:
        """What is found in the new translation, but for what was dismissed at this passage."""
        if change.problem:
            return []
        left = self._checker.left(change.segment, change.new, change.place.max_length)
        return [str(one.message) for one in left]
