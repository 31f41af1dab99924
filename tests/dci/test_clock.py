"""The clock was wrong, by a day or a year, and is right again: nothing waits for what it wrote.

What was written meanwhile lies ahead; here it is put there as rows, so no test sets a clock. More
such tests stand with their subjects, beside those of the right clock.
"""

import time

import pytest
from django.utils import timezone

from dci.contact import receiving
from dci.contact.models import Message
from dci.links.checking import due
from dci.links.models import Address
from dci.own_cache import OwnCache
from dci.translation.lane import presence
from tests.dci.contact.test_contact_page import send
from tests.factories import ContactPageFactory, EditorFactory, MessageFactory

pytestmark = pytest.mark.django_db


def test_own_cache_forgets_by_a_clock_that_nobody_sets(monkeypatch):
    cache = OwnCache("clock", {})
    monkeypatch.setattr("time.time", lambda: 9e9)
    cache.set("asked", 30, 60)
    monkeypatch.undo()
    assert cache.get("asked") == 30
    passed = time.monotonic() + 61
    monkeypatch.setattr("time.monotonic", lambda: passed)
    assert cache.get("asked") is None


def test_link_is_checked_though_a_wrong_clock_has_checked_it(ahead):
    address = Address.objects.create(url="https://example.org/", checked_at=ahead)
    assert due() == [address]
    Address.objects.update(checked_at=timezone.now())
    assert due() == []


def test_messages_of_a_wrong_clock_do_not_fill_this_hour(ahead, monkeypatch):
    monkeypatch.setattr(receiving, "IN_ALL", 2)
    page = ContactPageFactory(questions=["singleline", "email"])
    MessageFactory.create_batch(2, page=page)
    assert send(page).status_code == 429
    Message.objects.update(submit_time=ahead)
    assert send(page).status_code == 303


def test_nobody_is_at_a_lane_by_a_wrong_clock(ahead, monkeypatch):
    monkeypatch.setattr(presence.timezone, "now", lambda: ahead)
    presence.note(1, EditorFactory(), "a tab")
    monkeypatch.undo()
    assert presence.note(1, EditorFactory(), "another") == []
