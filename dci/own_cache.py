"""The cache of one process, by a clock that nobody sets."""

import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class OwnCache(LocMemCache):
    """Django's, which would keep for a year what was put into it while the clock was a year ahead:
    whoever had asked too often would be refused as long."""

    def get_backend_timeout(self, timeout=DEFAULT_TIMEOUT) -> float | None:
        seconds = self.default_timeout if timeout == DEFAULT_TIMEOUT else timeout
        return None if seconds is None else time.monotonic() + seconds

    def _has_expired(self, key: str) -> bool:
        ends = self._expire_info.get(key, -1)
        return ends is not None and ends <= time.monotonic()
