"""Who sees to a lane: translators take what is free, reviewers assign anybody."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from dci import languages

from ..models import Translation, owner_lock
from ..roles import may_publish, may_translate
from .listing import desk_url, lane_url
from .people import name_of


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
    if person and person != by and outcome.changed:
        # Robust: a mail that can't be sent is logged, and the lanes are assigned all the same.
        transaction.on_commit(lambda: tell(person, outcome.changed, by), robust=True)
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


def tell(person, lanes: list[Translation], by) -> None:
    """Write to ``person``, in their language. Raises what the mail server does."""
    if not person.email:
        return
    with translation.override(_language_of(person)):
        subject = ngettext(
            "A translation was assigned to you",
            "%(number)d translations were assigned to you",
            len(lanes),
        ) % {"number": len(lanes)}
        text = render_to_string(
            "translation/desk_mail.txt",
            {
                "person": name_of(person),
                "by": name_of(by),
                "lanes": [(lane, languages.name(lane.language), _full(lane)) for lane in lanes],
                "desk": settings.WAGTAILADMIN_BASE_URL + desk_url(assignee="me"),
            },
        )
    send_mail(subject, text, None, [person.email])


def _language_of(person) -> str:
    """The language somebody has chosen for the admin, else the source's."""
    profile = getattr(person, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or languages.SOURCE


def _full(lane: Translation) -> str:
    return settings.WAGTAILADMIN_BASE_URL + lane_url(lane)
