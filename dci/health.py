"""Whether the site is well, for programs that watch it: before hosts, sessions and redirects.

``/healthz`` says that the process answers. ``/readyz`` says whether it can work: who asks is told
which part cannot, and nothing about it that would help somebody else; the log has the reason. What
is late (mails, the backup) is told too, and does not make the site one that can't work.
"""

import json
import logging
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from dci.clock import is_near
from dci.outbox.models import Mail
from dci.rounds.models import last

log = logging.getLogger(__name__)


def around(application: Callable) -> Callable:
    """``application``, and before it the two addresses."""

    def answer(environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path == "/healthz":
            return _sent({"process": "ok"}, start_response)
        if path == "/readyz":
            parts = tried() | late()
            connection.close()  # no request ends here, which would look after it
            return _sent(parts, start_response)
        return application(environ, start_response)

    return answer


def _sent(parts: dict[str, str], start_response: Callable) -> Iterable[bytes]:
    body = json.dumps(parts).encode()
    is_well = set(parts.values()) <= {"ok", LATE}
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


def tried() -> dict[str, str]:
    """What is said of each part without which the site can't answer."""
    return {part: _tried(part, check) for part, check in CHECKS.items()}


def late() -> dict[str, str]:
    """Of what is to happen by itself, if the settings say how often.

    The site answers all the same, so nobody should be sent away from it: a person has to look.
    """
    wanted = {"mail": settings.MAIL_WAITS_AT_MOST, "backup": settings.BACKUP_EVERY}
    return {
        part: _tried(part, partial(ROUNDS[part], timedelta(hours=hours)))
        for part, hours in wanted.items()
        if hours
    }


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


def mail(most: timedelta) -> str:
    """Whether every mail has been sent, or given up, within so much time."""
    old = Mail.objects.waiting().filter(written_at__lt=timezone.now() - most)
    return LATE if old.exists() else "ok"


def backup(most: timedelta) -> str:
    """Whether there has been a backup within so much time."""
    ended = last("backup")
    return "ok" if ended and is_near(ended, most) else LATE


LATE = "late"
ROUNDS = {"mail": mail, "backup": backup}
CHECKS = {
    "database": database,
    "migrations": migrations,
    "cache": shared_cache,
    "storage": storage,
}
