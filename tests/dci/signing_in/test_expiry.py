"""A session ends when nobody uses it any more."""

import time
from datetime import timedelta

import pytest

from tests.factories import EditorFactory

PING = "/admin/editing-sessions/ping/projects/theme/1/1/"


@pytest.fixture
def clock(monkeypatch):
    """``clock(minutes=5)``: so much later."""
    begun, passed = time.time(), []
    monkeypatch.setattr("dci.signing_in.expiry.time.time", lambda: begun + sum(passed))
    return lambda **passes: passed.append(timedelta(**passes).total_seconds())


@pytest.fixture
def signed_in(client, db):
    client.force_login(EditorFactory())
    assert client.get("/admin/").status_code == 200
    return client


def test_session_ends_after_an_hour_without_doing_anything(signed_in, clock):
    signed_in.get("/admin/")
    clock(minutes=61)
    assert signed_in.get("/admin/pages/")["Location"] == "/admin/login/?next=/admin/pages/"
    assert "_auth_user_id" not in signed_in.session


def test_session_goes_on_while_somebody_works(signed_in, clock):
    for _ in range(5):
        clock(minutes=50)
        assert signed_in.get("/admin/").status_code == 200


def test_open_tab_alone_does_not_keep_a_session(signed_in, clock):
    for _ in range(3):
        clock(minutes=25)
        signed_in.post(PING)
    assert signed_in.get("/admin/").status_code == 302


def test_session_ends_after_a_day_of_work(signed_in, clock):
    for _ in range(15):
        clock(minutes=50)
        answer = signed_in.get("/admin/")
    assert answer.status_code == 302
