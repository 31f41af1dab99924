"""Work that one process at a time may do, on whichever machine."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from zlib import crc32

from django.db import DatabaseError, InterfaceError, connection

from .row_lock import LOCK_TIMEOUT


@contextmanager
def one_at_a_time(work: str, waits: bool = False) -> Iterator[bool]:
    """Whether nobody else is at ``work``, until the block ends; with ``waits``, as soon as so.

    PostgreSQL holds the lock for the connection, and lets it go with it. A site on SQLite has one
    machine, whose clock begins nothing twice.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    number = crc32(work.encode())
    with connection.cursor() as cursor:
        if waits:
            cursor.execute("SELECT pg_advisory_lock(%s)", [number])
            is_ours = True
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            is_ours = cursor.fetchone()[0]
    try:
        yield is_ours
    finally:
        # A connection that has gone has taken the lock along.
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def in_turn(work: str) -> None:
    """Wait until nobody else is at ``work``, and be at it until the transaction ends.

    Who waits sees what those before have left. On SQLite a transaction has the file to itself
    anyway. Raises ``OperationalError`` when it takes too long: see ``row_lock.is_lock_timeout``.
    """
    if connection.vendor != "postgresql":
        return
    number = crc32(work.encode()) - 2**31  # PostgreSQL's integers have a sign
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        # Two numbers are never the same lock as the one above.
        cursor.execute("SELECT pg_advisory_xact_lock(0, %s)", [number])
