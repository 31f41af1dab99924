"""Who else has a lane open. Known to the cache only, and forgotten when nobody asks for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import models
from django.utils import timezone

from dci.clock import is_near

FORGOTTEN = timedelta(minutes=1)
MOST_TABS = 10  # of one person


@dataclass(frozen=True)
class Presence:
    """A tab of somebody's browser with the lane in it."""

    user_id: int
    name: str
    since: datetime
    seen: datetime


def _key(lane_pk: int) -> str:
    return f"lane-presence-{lane_pk}"


def note(lane_pk: int, user: models.Model, tab: str) -> list[Presence]:
    """The lane is open in ``tab``. Returns who had it open before, the first first."""
    now = timezone.now()
    tabs = {
        other: one
        for other, one in cache.get(_key(lane_pk), {}).items()
        if is_near(one.seen, FORGOTTEN)
    }
    known = tabs.get(tab)
    name = user.get_full_name() or user.get_username()
    own = [other for other, one in tabs.items() if one.user_id == user.pk and other != tab]
    for other in own[: -(MOST_TABS - 1)]:
        del tabs[other]
    tabs[tab] = Presence(user.pk, name, known.since if known else now, now)
    cache.set(_key(lane_pk), tabs, FORGOTTEN.total_seconds())
    others = [one for other, one in tabs.items() if other != tab]
    return sorted(others, key=lambda one: one.since)


def leave(lane_pk: int, tab: str) -> None:
    """The lane is no longer open in ``tab``."""
    tabs = cache.get(_key(lane_pk), {})
    if tabs.pop(tab, None):
        cache.set(_key(lane_pk), tabs, FORGOTTEN.total_seconds())
