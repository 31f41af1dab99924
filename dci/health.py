"""Whether the site is well, for programs that watch it: before hosts, sessions and redirects.

``/healthz`` says that the process answers. ``/readyz`` says whether it can work: who asks is told
which part cannot, and nothing about it that would help somebody else; the log has the reason.
"""

import json
import logging
import uuid
from collections.abc import Callable, Iterable
from io import BytesIO

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

log = logging.getLogger(__name__)


def around(application: Callable) -> Callable:
    """``application``, and before it the two addresses."""

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/healthz":
            return _sent({"process": "ok"}, start_response)
        if path == "/readyz":
            parts = {part: _tried(part, check) for part, check in CHECKS.items()}
            connection.close()  # no request ends here, which would look after it
            return _sent(parts, start_response)
        return application(environ, start_response)

    return answer


def _sent(parts: dict[str, str], start_response: Callable) -> Iterable[bytes]:
    body = json.dumps(parts).encode()
    is_well = set(parts.values()) == {"ok"}
    start_response(
        "200 OK" if is_well else "503 Service Unavailable",
        [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
    return [body]


def _tried(part: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:  # whatever it is, the part does not work, and the others are to be tried
        log.exception("%s is not ready", part)
        return "away"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def migrations() -> str:
    """Whether the database has all columns that the code asks for; it may have more."""
    executor = MigrationExecutor(connection)
    return "behind" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"


def shared_cache() -> str:
    """Whether what is put into the cache can be taken out of it."""
    name = f"health-{uuid.uuid4()}"
    cache.set(name, "ok", 10)
    answer = cache.get(name, "away")
    cache.delete(name)
    return answer


def storage() -> str:
    """Whether a file can be kept with those of the staff."""
    name = default_storage.save(f"health/{uuid.uuid4()}", BytesIO(b"ok"))
    default_storage.delete(name)
    return "ok"


CHECKS = {
    "database": database,
    "migrations": migrations,
    "cache": shared_cache,
    "storage": storage,
}
