"""Django's command, for a database that others are working on."""

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connection

from dci.one_at_a_time import one_at_a_time
from dci.row_lock import is_lock_timeout

PATIENCE = "5s"  # while it waits for a table, everybody else waits behind it


class Command(migrate.Command):
    help = (
        f"{migrate.Command.help} One migrator works at a time, on whichever machine; a table that "
        f"others hold for more than {PATIENCE} is left for another time."
    )

    def handle(self, *args, **options):
        if connection.vendor != "postgresql":
            return super().handle(*args, **options)
        with one_at_a_time("migrate", waits=True):
            _set(PATIENCE)
            try:
                return super().handle(*args, **options)
            except OperationalError as error:
                if not is_lock_timeout(error):
                    raise
                raise CommandError(
                    "Somebody is using a table that is to be changed, so this migration was not "
                    "begun; those before it stand. Run the command again."
                ) from error
            finally:
                _set("0")


def _set(patience: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [patience])
