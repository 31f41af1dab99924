"""Several machines whose clocks begin the same work, and one database."""

from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from dci.one_at_a_time import one_at_a_time
from dci.rounds.models import Round
from tests import databases
from tests.together import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not databases.POSTGRES, reason="several machines share a PostgreSQL"),
]


def elsewhere(work: str) -> bool:
    """Whether another connection may do it now."""

    def tried() -> bool:
        with one_at_a_time(work) as is_ours:
            return is_ours

    return together(tried)[0]


def test_one_connection_at_a_time_has_the_work():
    with one_at_a_time("digging") as is_ours:
        assert is_ours
        assert not elsewhere("digging")
        assert elsewhere("sowing")
    assert elsewhere("digging")


def test_second_runner_of_a_command_leaves_it_to_the_first():
    with one_at_a_time("dci.management.commands.erase_messages"):
        said = together(lambda: run("erase_messages"))[0]
    assert "Another machine is at it" in said
    assert not Round.objects.exists()
    run("erase_messages")
    assert Round.objects.get().command == "erase_messages"


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_migration_does_not_wait_long_for_a_table_that_is_in_use(monkeypatch):
    monkeypatch.setattr("dci.management.commands.migrate.PATIENCE", "100ms")
    MigrationRecorder.Migration.objects.filter(app="guests").delete()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE guests_guestlink")
    with psycopg.connect(databases.address(connection.settings_dict["NAME"])) as other:
        other.execute("LOCK TABLE django_migrations")
        with pytest.raises(CommandError, match="Run the command again"):
            call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    assert "guests_guestlink" in connection.introspection.table_names()
