"""Mails that tell translators what has become outdated or missing since the last one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.db.models import Q

from dci import languages, letters

from ..desk import desk_url, lane_url
from ..models import DigestPreference, State, Translation
from ..roles import languages_of

DAY = timedelta(days=1)
PERIODS = {
    DigestPreference.Frequency.DAILY: DAY,
    DigestPreference.Frequency.WEEKLY: 7 * DAY,
}
# The command runs at the same hour, never at the same second.
LATITUDE = timedelta(hours=1)
MOST_LANES = 20
NEWS = [State.OUTDATED, State.MISSING, State.IN_PROGRESS]


@dataclass
class Part:
    """What is new in one language; ``more`` are those that the mail has no room for."""

    name: str
    lanes: list[Translation]
    words: int
    more: int


def translators() -> models.QuerySet:
    """Those who may translate by their groups or for themselves, and whoever has asked for it."""
    names = [f"{kind}_{code}" for code in languages.TARGETS for kind in ("translate", "review")]
    rights = Permission.objects.filter(
        content_type__app_label="translation", codename__in=names
    ).values("pk")
    who = (
        Q(user_permissions__in=rights)
        | Q(groups__permissions__in=rights)
        | Q(digest_preference__isnull=False)
    )
    people = get_user_model().objects.filter(is_active=True)
    keys = people.filter(who).values("pk")
    return people.filter(pk__in=keys).order_by("pk")


def send_to(user, now: datetime) -> bool:
    """Send ``user`` a digest if one is due and there is something to say.

    That it is written is noted under a lock, so that two commands at once write one mail.
    """
    with transaction.atomic():
        DigestPreference.objects.get_or_create(user=user)
        wish = DigestPreference.objects.select_for_update().get(user=user)
        since = _told_until(wish, now)
        if not _is_due(wish.frequency, since, now) or not letters.wants(user):
            return False
        parts = list(_news(user, since))
        if not parts:
            return False
        DigestPreference.objects.filter(pk=wish.pk).update(last_sent=now)
        words = sum(part.words for part in parts)
        letters.write(
            user, "translation/mails/digest.txt", parts=parts, words=words, desk_url=desk_url()
        )
    return True


def _told_until(wish: DigestPreference, now: datetime) -> datetime | None:
    """Up to when somebody has been told; ``None`` for never, or for a wrong clock's word."""
    is_past = wish.last_sent is not None and wish.last_sent <= now
    return wish.last_sent if is_past else None


def _is_due(frequency: str, since: datetime | None, now: datetime) -> bool:
    period = PERIODS.get(frequency)
    if period is None:
        return False
    return since is None or now - since >= period - LATITUDE


def _news(user, since: datetime | None) -> Iterator[Part]:
    """What has come to want a translation, by language; at first, all that does."""
    for code in languages_of(user):
        lanes = Translation.objects.filter(language=code, state__in=NEWS, words_left__gt=0)
        if since:
            lanes = lanes.filter(state_since__gt=since)
        found = list(lanes.defer("segments", "retired").order_by("-words_left", "pk"))
        if found:
            shown = found[:MOST_LANES]
            for lane in shown:
                lane.url = lane_url(lane)
            words = sum(lane.words_left for lane in found)
            yield Part(languages.name(code), shown, words, len(found) - len(shown))
