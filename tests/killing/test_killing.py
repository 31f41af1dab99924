"""When processes are killed, nothing that was acknowledged is lost, and nothing stays half done."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
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
from tests.effort import tries
from tests.killing.people import EVERYBODY, Visitor
from tests.record import record

KILLS = tries(2 if databases.POSTGRES else 1, audit=60)


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
@pytest.mark.alone
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
    number = sum(len(person.acknowledged) for person in people)
    database = "PostgreSQL" if postgres else "SQLite"
    what = f"kill -9 of the application{' and of PostgreSQL' if postgres else ''} ({database})"
    record(what, f"{KILLS} kills while five people work, all {number} acknowledged changes there")


def assert_mails_arrive(people: list, mails) -> None:
    """One of each message; of one that was being sent when the process died, perhaps two alike."""
    Mail.objects.update(next_try="2000-01-01T00:00Z")
    sending.send_due()
    (visitor,) = [person for person in people if isinstance(person, Visitor)]
    assert len({mail["message-id"] for mail in mails.taken}) == len(visitor.there())
