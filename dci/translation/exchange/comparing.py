"""What a file would change, passage by passage. Nothing is written here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.contrib.contenttypes.models import ContentType
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import rich_text
from ..alignment import OUTDATED, Segment
from ..changes import marked_changes
from ..models import Translation
from ..places import Place, Places
from . import markup
from .refusal import Refusal
from .units import Answer, Identity, digest, identity, stamp, target_digest, work_of

LONGEST = 100_000


@dataclass(frozen=True)
class Change:
    """A passage for which a file has something else than the lane, or that can't be taken.

    ``is_older``: the file was made from an older source. ``is_conflict``: somebody has written
    another translation since the file was made. ``is_unfinished``: the file says that the
    translation is not done. ``is_confirmation``: the same text, for the source as it is now.
    """

    answer: Answer
    segment: Segment
    place: Place
    new: str = ""
    removed: list[str] = field(default_factory=list)
    problem: str = ""
    is_older: bool = False
    is_conflict: bool = False
    is_unfinished: bool = False
    is_confirmation: bool = False

    @property
    def seen(self) -> str:
        """Which source and which translation it was compared with."""
        return stamp(self.segment)

    @property
    def is_safe(self) -> bool:
        """Whether it can be taken without anybody's work being lost."""
        return not (self.problem or self.is_conflict)

    @cached_property
    def shows_markup(self) -> bool:
        """Whether tags are part of what changes; else they would only be in the reader's way."""
        return markup.tags(self.segment.target) != markup.tags(self.new)

    @property
    def source(self) -> str:
        return self._shown(self.segment.source)

    @property
    def old(self) -> str:
        """The translation that the lane has now."""
        return self._shown(self.segment.target)

    @property
    def marked(self) -> SafeString:
        """The new translation, with what is new and what is gone marked."""
        return marked_changes(self.old, self._shown(self.new))

    def _shown(self, text: str) -> str:
        is_plain = self.segment.is_html and not self.shows_markup
        return rich_text.plain(text) if is_plain else text


@dataclass(frozen=True)
class LaneChanges:
    """What a file would change in a lane."""

    lane: Translation
    changes: list[Change]


@dataclass
class Comparison:
    """What some answers would change, and what became of the others.

    ``unknown`` are answers to passages that the site does not have, or has no more.
    """

    lanes: list[LaneChanges] = field(default_factory=list)
    unknown: list[Answer] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return [change for one in self.lanes for change in one.changes]


def compare(answers: Iterable[Answer], language: str) -> Comparison:
    """Compare answers with the lanes of ``language`` as they are being worked on."""
    result = Comparison()
    for lane, own in by_lane(answers, language, result.unknown):
        work, places = work_of(lane)
        changes = []
        for answer, segment in placed(own, work.get_segments()):
            if segment is None:
                result.unknown.append(answer)
            elif change := change_of(answer, segment, places):
                changes.append(change)
        if changes:
            result.lanes.append(LaneChanges(lane, changes))
    return result


def placed(
    answers: list[tuple[str, Answer]], segments: list[Segment]
) -> Iterator[tuple[Answer, Segment | None]]:
    """Each answer with the segment at its path, else with the one that has its source now.

    A text that has moved on the page, or whose paragraph has got another key, is still the same.
    """
    by_path = {segment.path: segment for segment in segments}
    known = {path for path, _answer in answers}
    moved = {digest(one.source): one for one in segments if one.path not in known}
    for path, answer in answers:
        yield answer, by_path.get(path) or moved.pop(_made_from(answer)[0], None)


def by_lane(
    answers: Iterable[Answer], language: str, unknown: list[Answer]
) -> Iterator[tuple[Translation, list[tuple[str, Answer]]]]:
    """Each lane with the paths and the answers that are its own, in the order of the lanes' keys.

    ``unknown`` is given the answers that belong to none.
    """
    groups: dict[tuple, list[tuple[str, Answer]]] = {}
    for answer in answers:
        if place := identity(answer.id):
            groups.setdefault((place.app, place.model, place.pk), []).append((place.path, answer))
        else:
            unknown.append(answer)
    found = []
    for (app, model, pk), own in groups.items():
        if lane := find_lane(Identity(app, model, pk, ""), language):
            found.append((lane, _once(own)))
        else:
            unknown += [answer for _path, answer in own]
    yield from sorted(found, key=lambda item: item[0].pk)


def find_lane(place: Identity, language: str) -> Translation | None:
    """The lane that a file means, if there still is one with something to translate."""
    try:
        kind = ContentType.objects.get_by_natural_key(place.app, place.model)
    except ContentType.DoesNotExist:
        return None
    lane = Translation.objects.filter(
        content_type=kind, object_id=place.pk, language=language
    ).first()
    return lane if lane and lane.content_object else None


def _once(answers: list[tuple[str, Answer]]) -> list[tuple[str, Answer]]:
    """Each path once; two answers that are not the same can't both be taken."""
    found: dict[str, Answer] = {}
    for path, answer in answers:
        earlier = found.setdefault(path, answer)
        if earlier.target != answer.target:
            message = _("It is twice in the file, with different translations.")
            found[path] = replace(earlier, problem=message)
    return list(found.items())


def change_of(answer: Answer, segment: Segment, places: Places) -> Change | None:
    """What ``answer`` would change in ``segment``; ``None`` if nothing."""
    change = Change(answer, segment, places.of(segment.path))
    if answer.problem:
        return replace(change, problem=answer.problem)
    text = answer.text(is_html=segment.is_html)
    compared = markup.comparable(text, is_html=segment.is_html)
    is_older = _is_older(answer, segment)
    if not compared:
        return None
    if compared == markup.comparable(segment.target, is_html=segment.is_html):
        is_confirmed = segment.state == OUTDATED and answer.is_done and not is_older
        return replace(change, new=segment.target, is_confirmation=True) if is_confirmed else None
    if digest(compared) == _made_from(answer)[1]:
        return None  # nobody has touched it in the file; the site has moved on
    try:
        new, removed = _accepted(text, change)
    except Refusal as refusal:
        return replace(change, new=text[:LONGEST], problem=str(refusal))
    if not new or new == segment.target:
        return None
    return replace(
        change,
        new=new,
        removed=removed,
        is_older=is_older,
        is_conflict=_is_conflict(answer, segment),
        is_unfinished=answer.is_done is False,
    )


def _made_from(answer: Answer) -> tuple[str, str]:
    """The digests of the source and of the target from which the file was made."""
    source, _dash, target = answer.stamp.partition("-")
    return source, target


def _is_older(answer: Answer, segment: Segment) -> bool:
    made_from = _made_from(answer)[0]
    if made_from:
        return made_from != digest(segment.source)
    is_html = segment.is_html
    source = markup.comparable(answer.source_text(is_html=is_html), is_html=is_html)
    return bool(source) and source != markup.comparable(segment.source, is_html=is_html)


def _is_conflict(answer: Answer, segment: Segment) -> bool:
    return bool(segment.target.strip()) and _made_from(answer)[1] != target_digest(segment)


def _accepted(text: str, change: Change) -> tuple[str, list[str]]:
    """``text`` as it may be stored, and what was taken out of it. Raises ``Refusal``."""
    segment, limit = change.segment, change.place.max_length
    if len(text) > LONGEST:
        raise Refusal(_("The text is too long."))
    text, removed = markup.without_controls("\n".join(text.splitlines()).strip())
    if segment.is_html:
        known = [segment.source, segment.old_source, segment.target]
        text, tags = markup.cleaned(text, known)
        removed += tags
        text = text if rich_text.plain(text).strip() else ""
    elif change.place.is_one_line:
        text = " ".join(text.split("\n"))
    if limit and len(text) > limit:
        message = _("The text has %(length)d characters; there is room for %(limit)d.")
        raise Refusal(message % {"length": len(text), "limit": limit})
    return text, removed
