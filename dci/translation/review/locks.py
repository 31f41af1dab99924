"""Who may not write a lane just now: somebody works on it alone, or it waits for its review.

Everything that writes a lane for a person asks here first: ``refuse_if_locked(lane, user)``, or
``lock_for(lane, user)`` where it can say so and keep what was typed.
"""

from html import unescape

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.locks import BaseLock
from wagtail.log_actions import log

from ..models import Translation
from ..roles import may_publish


class Locked(PermissionDenied):
    """A lane that may not be written just now; the message says why."""


def lock_for(lane: Translation, user) -> BaseLock | None:
    """What keeps ``user`` from writing ``lane``, if anything does."""
    lock = lane.get_lock()
    return lock if lock and lock.for_user(user) else None


def words(lock: BaseLock, user) -> str:
    """What to tell ``user`` of the lock that keeps them from writing, without markup."""
    return unescape(strip_tags(lock.get_message(user)))


def refuse_if_locked(lane: Translation, user) -> None:
    """Raise ``Locked`` where ``user`` may not write ``lane`` just now."""
    if lock := lock_for(lane, user):
        raise Locked(words(lock, user))


def lock(lane: Translation, user) -> None:
    """Let nobody but ``user`` write ``lane``. Raises ``Locked`` where somebody else does."""
    refuse_if_locked(lane, user)
    _write(lane, user, locked=True, locked_at=timezone.now(), locked_by=user)


def may_unlock(lane: Translation, user) -> bool:
    """Whether ``user`` may give a locked lane free: who has locked it, and reviewers."""
    is_own = lane.locked_by_id == user.pk
    return lane.locked and (is_own or may_publish(user, lane.language))


def unlock(lane: Translation, user) -> None:
    """Let everybody write ``lane`` again. Raises ``PermissionDenied``: see ``may_unlock``."""
    if not may_unlock(lane, user):
        raise PermissionDenied
    _write(lane, user, locked=False, locked_at=None, locked_by=None)


def _write(lane: Translation, user, **lock) -> None:
    for name, value in lock.items():
        setattr(lane, name, value)
    # The row only: ``lane`` may be a draft, whose segments are not public.
    Translation.objects.filter(pk=lane.pk).update(**lock)
    log(lane, "wagtail.lock" if lane.locked else "wagtail.unlock", user=user)
