"""Times in rows that a wrong clock has written.

A clock goes wrong for a while: a machine starts before it has asked for the time, a virtual one is
restored, somebody sets it. What is written then lies a day or a year ahead when the clock is right
again. Where something waits until a time is over, such a time would let it wait as long; so a time
further ahead than anybody ever waits counts as over.
"""

from datetime import datetime, timedelta

from django.utils import timezone


def around_now(span: timedelta) -> tuple[datetime, datetime]:
    """From when until when a time is less than ``span`` away: a ``range`` of a query."""
    now = timezone.now()
    return now - span, now + span


def is_near(moment: datetime, span: timedelta) -> bool:
    """Whether ``moment`` is less than ``span`` ago; ahead it may be as much, for other machines."""
    return abs(timezone.now() - moment) < span
