"""One row lock for every writer of an object."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, models, router, transaction

LOCK_TIMEOUT = "10s"


@contextmanager
def row_lock(model: type[models.Model], *pks: int) -> Iterator[None]:
    """Hold the rows of ``model`` with these keys until the block, or the request, has ended.

    Everything that writes an object takes this lock *before* it reads what it is going to
    change, so that of two people saving at once the second one sees what the first has saved.
    On PostgreSQL that is ``SELECT ... FOR UPDATE``, in the order of the keys, so that two
    writers of several rows never wait for each other; on SQLite every transaction begins with
    ``BEGIN IMMEDIATE`` (see the settings), which does the same for the whole file.

    Raises ``OperationalError`` when a row stays locked for longer than ``LOCK_TIMEOUT``.
    """
    database = router.db_for_write(model)
    connection = connections[database]
    with transaction.atomic(using=database):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        rows = model._base_manager.using(database).filter(pk__in=pks).order_by("pk")
        # of=("self",): the object's own row is locked, not those that it points at.
        list(rows.select_for_update(of=("self",)).values_list("pk"))
        yield
