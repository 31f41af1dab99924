"""What is worked out from the whole public site, and kept in memory until that changes.

One word of the database stands for all that visitors see (``dci.page_cache.triggers``), so what is
kept here is never older than what a query would find; a new day makes it new as well.
"""

from collections.abc import Callable
from typing import TypeVar

from django.db import connection
from django.utils import timezone

from dci.page_cache.versions import current_token

Made = TypeVar("Made")
_kept: dict[tuple, tuple[object, object]] = {}


def kept(key: tuple, make: Callable[[], Made]) -> Made:
    """What ``make`` returns; the same as before if nothing was changed since.

    Whoever has changed something and not yet committed it sees their own site, and keeps nothing.
    """
    if connection.in_atomic_block:
        return make()
    state = current_token(), timezone.localdate()
    found = _kept.get(key)
    if found is None or found[0] != state:
        found = _kept[key] = state, make()
    return found[1]  # another thread may meanwhile have put an older one there
