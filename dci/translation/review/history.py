"""The history of a lane: its versions, what two of them differ in, and the return to one.

A version is a revision of the lane. Nothing here ever removes one.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import ModelLogEntry, Revision

from .. import lanes, rich_text
from ..alignment import Segment, align
from ..changes import marked_changes
from ..models import Translation, owner_lock
from ..passages import read
from ..places import Places
from .locks import refuse_if_locked

PER_PAGE = 20

# What Wagtail's log keeps of a lane, in the words of the desk.
EVENTS = {
    "wagtail.publish": gettext_lazy("published"),
    "wagtail.unpublish": gettext_lazy("taken off the site"),
    "wagtail.publish.schedule": gettext_lazy("scheduled"),
    "wagtail.revert": gettext_lazy("an earlier version taken up again"),
    "wagtail.workflow.start": gettext_lazy("submitted for review"),
    "wagtail.workflow.resume": gettext_lazy("submitted for review again"),
    "wagtail.workflow.approve": gettext_lazy("approved"),
    "wagtail.workflow.reject": gettext_lazy("returned"),
    "wagtail.workflow.cancel": gettext_lazy("review ended"),
    "wagtail.lock": gettext_lazy("locked"),
    "wagtail.unlock": gettext_lazy("unlocked"),
}


@dataclass
class Version:
    """A revision of a lane, with what it changed and what has happened to it since."""

    revision: Revision
    changed: int  # segments
    events: list[ModelLogEntry]


@dataclass
class Difference:
    """A passage that two versions translate differently."""

    heading: str
    source: str
    marked: SafeString
    is_formatting: bool = False  # the words are the same


def versions(lane: Translation, number: str | int | None = 1) -> Page:
    """A page of the lane's versions, the newest first."""
    revisions = lane.revisions.select_related("user").order_by("-created_at", "-pk")
    page = Paginator(revisions, PER_PAGE).get_page(number)
    shown = list(page.object_list)
    before = revisions[page.end_index() : page.end_index() + 1] if shown else ()
    older = [*shown[1:], *before, None]
    entries = _entries(lane, shown)
    page.object_list = [
        Version(revision, _count_changes(previous, revision), entries[revision.pk])
        for revision, previous in zip(shown, older, strict=False)
    ]
    return page


def _entries(lane: Translation, revisions: list[Revision]) -> dict[int, list[ModelLogEntry]]:
    """What the log says of each revision; what it says of none goes to the one of that time."""
    found = {revision.pk: [] for revision in revisions}
    log = ModelLogEntry.objects.for_instance(lane).filter(action__in=EVENTS).select_related("user")
    for entry in log.order_by("timestamp", "pk"):
        entry.words, entry.comment = EVENTS[entry.action], entry.data.get("comment", "")
        time = (one.pk for one in revisions if one.created_at <= entry.timestamp)
        key = entry.revision_id or next(time, None)
        if key in found:
            found[key].append(entry)
    return found


def _targets(revision: Revision | None) -> Counter[str]:
    """The translations of a version, wherever on the page they stand."""
    segments = revision.content.get("segments", ()) if revision else ()
    return Counter(one["target"] for one in segments if one["target"])


def _count_changes(old: Revision | None, new: Revision) -> int:
    before, after = _targets(old), _targets(new)
    return max((after - before).total(), (before - after).total())


def differences(lane: Translation, old: Translation, new: Translation) -> Iterator[Difference]:
    """What ``new`` translates differently from ``old``, in the order of the page."""
    places = Places(lane.owner())
    for before, after in _pairs(old.get_segments(), new.get_segments()):
        if _target(before) != _target(after):
            segment, one, other = after or before, _text(before), _text(after)
            heading = places.of(segment.path).heading or _("No longer in the source")
            source = _plain(segment.source, segment.is_html)
            yield Difference(heading, source, marked_changes(one, other), one == other)
    if old.slug != new.slug:
        yield Difference(_("Address"), "", marked_changes(old.slug, new.slug))
    if old.overrides != new.overrides:
        yield Difference(_("Values of this language only"), "", SafeString(""), True)


def _pairs(
    old: list[Segment], new: list[Segment]
) -> Iterator[tuple[Segment | None, Segment | None]]:
    """Each new segment with the old one at its path, else with the one of the same source."""
    by_path, paths = {segment.path: segment for segment in old}, {segment.path for segment in new}
    gone = [segment for segment in old if segment.path not in paths]
    for segment in new:
        before = by_path.get(segment.path)
        if before is None:
            before = next((one for one in gone if one.source == segment.source), None)
            gone = [one for one in gone if one is not before]
        yield before, segment
    yield from ((segment, None) for segment in gone)


def _target(segment: Segment | None) -> str:
    return segment.target if segment else ""


def _text(segment: Segment | None) -> str:
    return _plain(segment.target, segment.is_html) if segment else ""


def _plain(text: str, is_html: bool) -> str:
    return rich_text.plain(text) if is_html else text


def restore(lane: Translation, revision: Revision, user) -> Translation:
    """Go back to an earlier version: as a new draft, in step with what the source says now.

    What that version has no translation for keeps the one it has today, and what is replaced
    stays at hand with the lane's other old translations. Raises ``Locked``.
    """
    with owner_lock(lane.content_object):
        owner = lane.owner()
        today = lanes.lane(owner, lane.language)
        refuse_if_locked(today, user)
        if today.latest_revision is None:
            today.save_revision(user=user, clean=False)
        draft = revision.as_object()
        draft.go_live_at, draft.expire_at = today.go_live_at, today.expire_at
        at_hand = [Segment(**one) for one in [*draft.retired, *today.segments, *today.retired]]
        segments, left = align(
            read(owner),
            draft.get_segments(),
            [segment for segment in at_hand if segment.target],
        )
        draft.set_segments(segments)
        draft.retired = _once(left)
        draft.save_revision(user=user, clean=False, previous_revision=revision, log_action=True)
        draft.take_stock()
        return draft


def _once(segments: list[Segment]) -> list[dict]:
    """The segments, each translation of a source once."""
    return list({(one.source, one.target): one.as_dict() for one in segments}.values())
