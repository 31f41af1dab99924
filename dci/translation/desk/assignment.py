"""Who sees to a lane: translators take what is free, reviewers assign anybody."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from dci import languages, letters

from ..models import Translation, owner_lock
from ..roles import may_publish, may_translate
from .filters import ME
from .listing import desk_url, lane_url


@dataclass
class Outcome:
    """What has become of a wish: the lanes that changed hands, and those that could not."""

    changed: list[Translation] = field(default_factory=list)
    taken: list[Translation] = field(default_factory=list)  # somebody else sees to them already
    foreign: list[Translation] = field(default_factory=list)  # not the person's language


def assign(keys: list[int], person, by) -> Outcome:
    """Let ``person``, or nobody for ``None``, see to the lanes with these primary keys.

    ``by`` is who asks for it. Raises ``PermissionDenied`` where ``by`` may not translate a lane's
    language, or is no reviewer and means anybody but themselves. The person is told by mail,
    unless it was they who did it.
    """
    outcome = Outcome()
    found = Translation.objects.filter(pk__in=keys).order_by("content_type", "object_id", "pk")
    lanes = list(found.defer("segments", "retired").prefetch_related("content_object"))
    for lane in lanes:  # all of them before any is touched: the admin answers a refusal politely
        _check(lane, person, by)
    for lane in lanes:
        with owner_lock(lane.content_object):
            lane.refresh_from_db(fields=["assignee"])
            _hand_over(lane, person, by, outcome)
    if person != by and outcome.changed and letters.wants(person):
        letters.write(
            person,
            "translation/mails/assigned.txt",
            by=by,
            lanes=_for_mail(outcome.changed),
            desk=desk_url(assignee=ME),
        )
    return outcome


def _check(lane: Translation, person, by) -> None:
    means_themselves = person is None or person == by
    if not may_translate(by, lane.language):
        raise PermissionDenied
    if not means_themselves and not may_publish(by, lane.language):
        raise PermissionDenied


def _hand_over(lane: Translation, person, by, outcome: Outcome) -> None:
    if lane.assignee_id == (person and person.pk):
        return
    if lane.assignee_id not in (None, by.pk) and not may_publish(by, lane.language):
        outcome.taken.append(lane)
    elif person and not may_translate(person, lane.language):
        outcome.foreign.append(lane)
    else:
        Translation.objects.filter(pk=lane.pk).update(assignee=person)
        outcome.changed.append(lane)


def _for_mail(lanes: list[Translation]) -> list[dict]:
    """Title, language and address of each, as the mail names them."""
    return [
        {"title": lane.title, "language": languages.name(lane.language), "url": lane_url(lane)}
        for lane in lanes
    ]
