"""Somebody else holds a page for so long that a save does not get its turn."""

from collections.abc import Callable
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from bs4 import BeautifulSoup
from django.db import connection, connections

from dci import row_lock
from dci.models import ContentPage
from dci.writing import page_write
from tests.factories import ContentFactory


@pytest.fixture
def page(transactional_db, monkeypatch):
    """A page for which nobody waits longer than a moment."""
    monkeypatch.setattr(row_lock, "LOCK_TIMEOUT", "100ms")
    if connection.vendor == "sqlite":
        connection.close()
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    yield ContentFactory(title_en="About", introduction_en="Who we are")
    connection.close()


@contextmanager
def held(page):
    """While the block lasts, another connection is writing the page."""
    taken, over = Event(), Event()

    def hold():
        with page_write(page.pk):
            taken.set()
            over.wait()
        connections.close_all()

    other = Thread(target=hold)
    other.start()
    taken.wait()
    try:
        yield
    finally:
        over.set()
        other.join()


@pytest.fixture
def refused(editor, open_form, page) -> Callable:
    """What somebody gets who has changed the title in the meantime."""

    def send(language="en", how="send"):
        form = open_form(editor(language=language), page)
        form["title_en"] = "About us"
        with held(page):
            getattr(form, how)()
        return form

    return send


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Nothing has been saved yet."), ("fr", "Rien n’est encore enregistré.")],
)
def test_answer_says_what_has_happened(refused, page, language, sentence):
    form = refused(language)
    assert form.response.status_code == 503
    assert sentence in form.response.content.decode()
    page.refresh_from_db()
    assert not page.has_unpublished_changes


def test_trying_again_saves_what_was_written(refused, page):
    form = refused()
    again = BeautifulSoup(form.response.content, "html.parser").find("form")
    assert (again["method"], again["action"]) == ("POST", form.url)
    form.data = {field["name"]: field.text.removeprefix("\n") for field in again("textarea")}
    assert form.send().status_code == 302
    stored = ContentPage.objects.get(pk=page.pk)
    assert stored.get_latest_revision_as_object().title_en == "About us"


def test_scripts_are_told_to_try_again_later(refused):
    form = refused(how="autosave")
    assert form.response.status_code == 503
    assert form.response.json()["error_code"] == "locked"
    assert form.autosave()["success"]


def test_visitors_wait_for_nobody(client, page):
    with held(page):
        assert client.get(page.get_url()).status_code == 200
