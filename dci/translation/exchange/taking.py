"""Taking what came back into the drafts of the lanes. Nothing becomes public here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from .. import lanes
from ..alignment import OUTDATED, Segment
from ..models import Translation, owner_lock
from ..places import Places
from ..review.locks import lock_for
from ..roles import may_translate
from . import markup
from .comparing import Change, by_lane, change_of, placed
from .refusal import Refusal
from .units import Answer


@dataclass(frozen=True)
class Skipped:
    """A passage that was not taken after all, and why."""

    title: str
    text: str
    reason: str


@dataclass
class Outcome:
    """What became of answers: how many passages were taken, in which lanes, and which were not."""

    taken: int = 0
    lanes: list[Translation] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def take(
    answers: Iterable[Answer], language: str, user, may_take: Callable[[Change], bool]
) -> Outcome:
    """Put answers into the drafts of their lanes, a new version of each, lane after lane.

    Each is compared anew under the lock of its object, and taken if ``may_take`` then says so.
    Raises ``PermissionDenied`` for a language that ``user`` may not translate into.
    """
    if not may_translate(user, language):
        raise PermissionDenied
    outcome = Outcome()
    for lane, own in by_lane(answers, language, []):
        with owner_lock(lane.content_object):
            _take_into(lane, own, user, may_take, outcome)
    return outcome


def _take_into(
    lane: Translation,
    answers: list[tuple[str, Answer]],
    user,
    may_take: Callable[[Change], bool],
    outcome: Outcome,
) -> None:
    owner = lane.owner()
    work, places = lanes.lane(owner, lane.language), Places(owner)
    segments = work.get_segments()
    found = [
        change_of(answer, segment, places)
        for answer, segment in placed(answers, segments)
        if segment
    ]
    changes = [change for change in found if change]
    lock = lock_for(work, user)
    taken = 0
    for change in changes:
        reason = lock.get_message(user) if lock else _refusal(change, may_take)
        if reason:
            outcome.skipped.append(Skipped(work.title, change.new, str(reason)))
        else:
            answer_with(change.segment, change)
            taken += 1
    if taken:
        work.set_segments(segments)
        work.save_revision(user=user, clean=False)
        work.take_stock()
        outcome.taken += taken
        outcome.lanes.append(work)


def _refusal(change: Change, may_take: Callable[[Change], bool]) -> str:
    if change.problem:
        return change.problem
    if not may_take(change):
        return _("Somebody has changed this passage meanwhile.")
    return ""


def answer_with(segment: Segment, change: Change) -> None:
    """Answer a segment; as outdated, if the translation is of an older source or not finished."""
    before = segment.old_source
    segment.answer(change.new)
    if change.is_older or change.is_unfinished:
        segment.state = OUTDATED
        segment.old_source = _older_source(change) if change.is_older else before


def _older_source(change: Change) -> str:
    """The source that the file was made from, as far as it can be trusted."""
    text = change.answer.source_text(is_html=change.segment.is_html)
    text, _removed = markup.without_controls(text)
    if not change.segment.is_html:
        return text
    try:
        return markup.cleaned(text, [change.segment.source])[0]
    except Refusal:
        return ""
