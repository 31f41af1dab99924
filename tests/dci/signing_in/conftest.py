import time
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories import EditorFactory

PASSWORD = "Bright lanes lead home"


@pytest.fixture
def editor(db):
    person = EditorFactory(username="maria", email="maria@site.example")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def sign_in():
    """``sign_in("maria", password, address=..., client=...)``: the answer to the form."""

    def sign_in(name, password=PASSWORD, address="192.0.2.1", client=None, **headers):
        form = {"login": name, "password": password, "next": "/admin/"}
        client = client or Client()
        return client.post("/admin/login/", form, REMOTE_ADDR=address, headers=headers)

    return sign_in


@pytest.fixture
def clock(monkeypatch):
    """``clock(minutes=5)``: so much later."""
    begun, passed = time.time(), []
    monkeypatch.setattr("dci.signing_in.expiry.time.time", lambda: begun + sum(passed))
    return lambda **passes: passed.append(timedelta(**passes).total_seconds())


def words(response) -> str:
    """What somebody reads on the page, without tokens that differ each time."""
    return BeautifulSoup(response.content, "html.parser").main.text
