"""When processes are killed, nothing that was acknowledged is lost, and nothing stays half done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from random import Random
from threading import Event

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from dci.outbox import sending
from dci.outbox.models import Mail
from dci.soundness import checks, files
from tests import databases
from tests.dci.outbox import mail_server
from tests.effort import tries
from tests.killing.machine import Application, own_postgres
from tests.killing.people import EVERYBODY, Visitor

KILLS = tries(2, audit=60)


@pytest.fixture
def postgres(transactional_db):
    """A database server that may be killed, or ``None`` where the database is SQLite."""
    with own_postgres() if databases.POSTGRES else nullcontext() as postgres:
        yield postgres


@pytest.fixture
def mails():
    with mail_server.running() as server:
        yield server


@pytest.fixture
def application(postgres, mails, tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    url = postgres.url if postgres else databases.address(connection.settings_dict["NAME"])
    application = Application(
        tmp_path, DATABASE_URL=url, EMAIL_URL=f"smtp://127.0.0.1:{mails.server_address[1]}"
    )
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mails.server_address
    settings.SECRET_KEY = application.environment["SECRET_KEY"]
    application.start()
    yield application
    application.end()


@contextmanager
def at_work(address: str) -> Iterator[list]:
    stop = Event()
    people = [kind(address, stop) for kind in EVERYBODY]
    connection.close()
    for person in people:
        person.start()
    try:
        yield people
    finally:
        stop.set()
        for person in people:
            person.join(60)


def wait_for_work(people: list) -> None:
    """Until each has been acknowledged something more."""
    before = [len(person.acknowledged) for person in people]
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if all(len(one.acknowledged) > number for one, number in zip(people, before, strict=True)):
            return
        time.sleep(0.05)
    raise AssertionError({type(one).__name__: (one.acknowledged, one.faults) for one in people})


@pytest.mark.long
@pytest.mark.audit
def test_what_was_acknowledged_survives_every_kill(application, postgres, mails):
    random = Random(KILLS)  # noqa: S311 moments, no secrets
    victims = [application, postgres] if postgres else [application]
    with at_work(application.address) as people:
        for number in range(KILLS):
            wait_for_work(people)
            time.sleep(random.random())
            victim = victims[number % len(victims)]
            victim.kill()
            victim.start()
        wait_for_work(people)
    for person in people:
        person.check()
    for name in files.orphaned(age=timedelta(0)):  # of uploads that broke off
        default_storage.delete(name)
    assert list(checks.findings()) == []
    assert_mails_arrive(people, mails)


def assert_mails_arrive(people: list, mails) -> None:
    """One of each message; of one that was being sent when the process died, perhaps two alike."""
    Mail.objects.update(next_try="2000-01-01T00:00Z")
    sending.send_due()
    (visitor,) = [person for person in people if isinstance(person, Visitor)]
    assert len({mail["message-id"] for mail in mails.taken}) == len(visitor.there())
