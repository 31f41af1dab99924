"""Who may get and send files in the admin."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session

from tests.translating import target
from tests.translation.at_the_desk import reviewer, signed_in, translator
from tests.translation.exchange.at_the_files import (
    FILES,
    chosen,
    export,
    is_refused,
    preview,
    send,
    shown,
)
from tests.translation.exchange.files import outgoing

pytestmark = pytest.mark.django_db


def changed(page, text: str = "À propos") -> bytes:
    return outgoing(page).replace(b"[fr] About us", text.encode())


def test_nobody_without_a_language_gets_in(page):
    editor = translator()
    editor.groups.set(Group.objects.filter(name="Editors"))
    stranger = signed_in(editor)
    for url in (FILES, f"{FILES}export/", f"{FILES}import/"):
        assert is_refused(stranger.post(url))
    assert is_refused(stranger.get(FILES))


@pytest.mark.parametrize("groups", [translator, reviewer])
def test_files_of_another_language_are_refused(page, groups):
    client = signed_in(groups("es"))
    assert is_refused(export(client, what="all"))
    assert is_refused(send(client, changed(page)))
    assert target(page) == "[fr] About us"


def test_file_of_another_language_under_ones_own_is_refused(page):
    client = signed_in(translator("es"))
    response = send(client, changed(page), language="es")
    assert "français" in shown(response).select_one(".errorlist").text


def test_file_of_somebody_else_is_not_found(client, page):
    url, shown_page = preview(client, changed(page))
    other = signed_in(translator("fr"))
    assert other.get(url)["Location"] == FILES
    other.post(url, {"take": chosen(shown_page), "chosen": "1"})
    assert target(page) == "[fr] About us"


def test_session_of_somebody_is_no_file(client, page):
    key = client.session.session_key
    assert client.get(f"{FILES}{key}/")["Location"] == FILES
    assert Session.objects.filter(pk=key).exists()


def test_who_may_no_longer_translate_takes_nothing(page):
    person = translator("fr", "es")
    client = signed_in(person)
    url, shown_page = preview(client, changed(page))
    person.groups.set(person.groups.filter(name__contains="español"))
    assert is_refused(client.post(url, {"take": chosen(shown_page), "chosen": "1"}))
    assert target(page) == "[fr] About us"


@pytest.mark.parametrize("taken", ["x", "a b", "", "dci.sitepage-1/title x-y", "\x00 \x00"])
def test_crafted_choices_change_nothing(client, page, taken):
    url, _page = preview(client, changed(page))
    assert client.post(url, {"take": taken, "chosen": "1"}).status_code == 302
    assert target(page) == "[fr] About us"
