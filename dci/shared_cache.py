"""The cache that several machines share, in a Redis that may be away.

Everything in it can be made anew or done without, so while Redis does not answer, it is as if it
held nothing: pages are slower, nobody is refused. `/readyz` says that it is away.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

PATIENCE = 1  # seconds for one answer
PAUSE = 5  # seconds without asking, after one that did not come


def _forgiving(method: Callable, otherwise: Callable) -> Callable:
    """``method`` of a client, or what ``otherwise`` makes of its arguments while Redis is away."""

    @wraps(method)
    def asked(client: "Client", *arguments):
        if time.monotonic() < Client.silent_until:
            return otherwise(*arguments)
        try:
            return method(client, *arguments)
        except RedisError as error:
            Client.silent_until = time.monotonic() + PAUSE
            log.warning("The shared cache is away: %s", type(error).__name__)
            return otherwise(*arguments)

    return asked


def _not_found(key: str, delta: int) -> int:
    raise ValueError(f"Key {key!r} not found.")  # what Django says of a key that is not there


class Client(RedisCacheClient):
    silent_until = 0.0  # one for all threads

    add = _forgiving(RedisCacheClient.add, lambda key, value, timeout: True)
    get = _forgiving(RedisCacheClient.get, lambda key, default: default)
    set = _forgiving(RedisCacheClient.set, lambda key, value, timeout: None)
    touch = _forgiving(RedisCacheClient.touch, lambda key, timeout: False)
    delete = _forgiving(RedisCacheClient.delete, lambda key: False)
    get_many = _forgiving(RedisCacheClient.get_many, lambda keys: {})
    has_key = _forgiving(RedisCacheClient.has_key, lambda key: False)
    incr = _forgiving(RedisCacheClient.incr, _not_found)
    set_many = _forgiving(RedisCacheClient.set_many, lambda data, timeout: None)
    delete_many = _forgiving(RedisCacheClient.delete_many, lambda keys: None)
    clear = _forgiving(RedisCacheClient.clear, lambda: False)


class SharedCache(RedisCache):
    """Django's, with answers of its own while Redis has none."""

    def __init__(self, server: str, params: dict):
        super().__init__(server, params)
        self._class = Client
        self._options = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
        } | self._options
