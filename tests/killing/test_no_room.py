"""The disk of the database, and of the log, without room: a small one, filled in earnest."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event

import psycopg
import pytest
from django.db import connection
from django.urls import reverse
from wagtail.users.models import UserProfile

from dci.soundness import checks
from tests import databases
from tests.factories import ContentFactory
from tests.killing.machine import Disk, postgres_in, until
from tests.killing.people import AwayError, Browser, Editor
from tests.record import record

SAVES = 40


@pytest.fixture
def disk():
    with tempfile.TemporaryDirectory(prefix="dci_disk_") as folder:
        try:
            disk = Disk(Path(folder), "256m")
        except PermissionError as refusal:
            pytest.skip(f"it takes root to make a small file system: {refusal}")
        yield disk
        disk.end()


@pytest.fixture
def postgres(transactional_db, disk):
    with postgres_in(disk.folder) as postgres:
        yield postgres


@pytest.mark.skipif("AUDIT" not in os.environ, reason="it takes root: make audit")
@pytest.mark.skipif(not databases.POSTGRES, reason="that of SQLite: tests/dci/test_damage.py")
@pytest.mark.audit
@pytest.mark.alone
def test_full_disk_of_the_database_loses_nothing_and_heals(disk, postgres, begin, tmp_path):
    (tmp_path / "log").symlink_to(disk.folder / "log")
    application = begin()
    editor, reader = Editor(application.address, Event()), Browser(application.address)
    kept, other = ContentFactory(title_en="Kept"), ContentFactory(title_en="Other")
    UserProfile.objects.update(preferred_language="fr")
    assert reader.get(kept.address("en")).status_code == 200
    form = editor.form(reverse("wagtailadmin_pages:edit", args=[editor.page.pk]))
    disk.fill()

    form["introduction_en"] = "A text " * 20_000  # more than there is room for
    answer = form.send("action-publish")
    assert (answer.status_code, "plus de place sur le serveur" in answer.text) == (507, True)
    for number in range(1, SAVES):
        work(editor, number)
    assert reader.get(kept.address("en")).status_code == 200

    stop_for_want_of_room(postgres)
    assert reader.get(kept.address("en")).status_code == 200
    answer = reader.get(other.address("fr"))
    assert answer.status_code == 503
    assert all(words in answer.text for words in ("Something went", "Une erreur", "un error"))
    assert editor.browser.get("/admin/").status_code == 503

    disk.empty()
    postgres.start()
    connection.close()  # the test's own, too, was to a server that has stopped
    until(lambda: reader.get("/readyz").status_code == 200)
    assert reader.get(other.address("fr")).status_code == 200
    work(editor, SAVES)
    assert editor.acknowledged[-1] == SAVES
    editor.check()
    assert list(checks.findings()) == []
    saved = len(editor.acknowledged)
    record("a full disk of PostgreSQL", f"{SAVES} saves, all {saved} acknowledged changes there")


def work(editor: Editor, number: int) -> None:
    """One save, which may be refused in words and in no other way."""
    editor.begun.append(number)
    with suppress(AwayError):
        status = editor.do(number)
        assert status in (302, 503, 507)
        if status == 302:
            editor.acknowledged.append(number)


def stop_for_want_of_room(postgres) -> None:
    """Let PostgreSQL ask for room for its log of changes, without which it cannot go on."""
    with suppress(psycopg.Error), psycopg.connect(postgres.url, autocommit=True) as own:
        for _piece in range(100):
            own.execute("SELECT pg_logical_emit_message(true, 'dci', repeat('x', 1000000))")
            own.execute("SELECT pg_switch_wal()")
        raise AssertionError("there was room all the time")
