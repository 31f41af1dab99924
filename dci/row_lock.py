"""One row lock for every writer of an object."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connections, models, router, transaction

LOCK_TIMEOUT = "10s"

# What the drivers say when somebody else has held a row, or the file, for too long. A deadlock
# is the same to a person: nothing was written, and it works when tried again.
PERHAPS_LATER = {"LockNotAvailable", "DeadlockDetected", "SQLITE_BUSY"}


@contextmanager
def row_lock(model: type[models.Model], *pks: int) -> Iterator[None]:
    """Hold the rows of ``model`` with these keys until the block, or the request, has ended.

    Everything that writes an object takes this lock *before* it reads what it is going to
    change, so that of two people saving at once the second one sees what the first has saved.
    Raises ``OperationalError`` when a row stays locked too long: see ``is_lock_timeout``.
    """
    with lock_rows(model._base_manager.filter(pk__in=pks).order_by("pk")):
        yield


@contextmanager
def table_lock(model: type[models.Model]) -> Iterator[None]:
    """The same for new rows of ``model``: two who look whether there is one make it once.

    Only those who take this lock wait for each other.
    """
    with row_lock(ContentType, ContentType.objects.get_for_model(model).pk):
        yield


@contextmanager
def lock_rows(rows: models.QuerySet) -> Iterator[None]:
    """The same for the rows of a query, in its order, which must be that of all other writers.

    On PostgreSQL that is ``SELECT ... FOR NO KEY UPDATE``, which does not hold up those who
    only point at a row; on SQLite every transaction begins with ``BEGIN IMMEDIATE`` (see the
    settings), which does the same for the whole file.
    """
    database = router.db_for_write(rows.model)
    connection = connections[database]
    with transaction.atomic(using=database):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        # of=("self",): the object's own row is locked, not those that it points at.
        list(rows.using(database).select_for_update(of=("self",), no_key=True).values_list("pk"))
        yield


def is_lock_timeout(error: BaseException) -> bool:
    """Whether ``error`` says that somebody else has held a lock for too long."""
    cause = error.__cause__
    names = {type(cause).__name__, getattr(cause, "sqlite_errorname", "")}
    return isinstance(error, OperationalError) and bool(names & PERHAPS_LATER)
