"""Files that come back, in the admin: what is shown before anything is changed."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from dci.translation import lanes
from dci.translation.exchange import views
from tests.factories import ContentFactory
from tests.translating import edit, states, target, translate
from tests.translation.at_the_desk import lane_url
from tests.translation.exchange.at_the_files import FILES, chosen, preview, send, shown
from tests.translation.exchange.files import database, outgoing

pytestmark = pytest.mark.django_db


def changed(page, text: str = "À propos") -> bytes:
    return outgoing(page).replace(b"[fr] About us", text.encode())


def test_preview_shows_both_texts_and_writes_nothing(client, page):
    before = database()
    _url, shown_page = preview(client, changed(page))
    text = shown_page.main.get_text(" ")
    for part in ("1 passage", "About us", "[fr] About us"):
        assert part in text
    assert [mark.text for mark in shown_page.select("ins")] == ["À propos"]
    assert database() == before


def test_tags_are_shown_where_they_change_and_else_are_not(client):
    value = '<p data-block-key="a"><b>Every</b> child</p>'
    page = ContentFactory(
        title_en="About us", body_en=[{"type": "text", "id": "t", "value": value}]
    )
    translate(page)
    content = outgoing(page)
    _url, words = preview(client, content.replace(b"</b> child", b"</b> enfant"))
    _url, marks = preview(client, content.replace(b"[fr] <b>Every</b>", b"[fr] Every"))
    assert "<b>" not in words.select_one(".exchange-change").text
    assert "<b>Every</b>" in marks.select_one(".exchange-change").text


def test_preview_shows_the_warnings_of_the_checks(client, page):
    _url, shown_page = preview(client, changed(page, "57 000"))
    assert "57 000" in shown_page.select_one(".exchange-mark--look").text


def test_what_is_chosen_is_taken(client, page):
    url, shown_page = preview(client, changed(page))
    response = client.post(url, {"take": chosen(shown_page), "chosen": "1"})
    assert response["Location"] == lane_url(page)
    assert target(page) == "À propos"


def test_what_is_not_chosen_is_left_and_can_still_be_taken(client, page):
    content = changed(page).replace(b"[fr] Who we are", b"Qui nous sommes")
    url, shown_page = preview(client, content)
    client.post(url, {"take": chosen(shown_page)[:1], "chosen": "1"})
    again = shown(client.get(url))
    assert (target(page), target(page, "introduction")) == ("À propos", "[fr] Who we are")
    client.post(url, {"take": chosen(again), "chosen": "1"})
    assert target(page, "introduction") == "Qui nous sommes"


def test_conflict_is_shown_and_not_chosen(client, page):
    content = changed(page)
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    url, shown_page = preview(client, content)
    assert "since the file was made" in shown_page.main.text
    assert chosen(shown_page) == []
    client.post(url, {"take": shown_page.select_one("[name=take]")["value"], "chosen": "1"})
    assert target(page) == "À propos"


def test_what_is_typed_while_somebody_looks_is_not_overwritten(client, page):
    url, shown_page = preview(client, changed(page))
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    response = client.post(url, {"take": chosen(shown_page), "chosen": "1"}, follow=True)
    assert target(page) == "Qui nous sommes"
    assert "changed this passage meanwhile" in response.content.decode()


def test_source_that_moves_on_while_somebody_looks_is_shown_again(client, page):
    url, shown_page = preview(client, changed(page))
    edit(page, title_en="About us all")
    client.post(url, {"take": chosen(shown_page), "chosen": "1"})
    assert target(page) == "[fr] About us"
    again = shown(client.get(url))
    assert "older English text" in again.main.text
    client.post(url, {"take": chosen(again), "chosen": "1"})
    assert (target(page), states(page)["title"]) == ("À propos", "outdated")


def test_everything_without_conflict_is_taken_at_once(client, page, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 1)
    content = changed(page).replace(b"[fr] Who we are", b"Qui nous sommes")
    url, shown_page = preview(client, content)
    assert len(shown_page.select("[name=take]")) == 1
    assert shown_page.select("button[name=all]")
    client.post(url, {"all": "1"})
    assert (target(page), target(page, "introduction")) == ("À propos", "Qui nous sommes")


def test_file_that_is_put_away_is_gone(client, page):
    url, _page = preview(client, changed(page))
    kept = Session.objects.count()
    client.post(url, {"discard": "1"})
    assert Session.objects.count() == kept - 1
    assert client.get(url)["Location"] == FILES
    assert target(page) == "[fr] About us"


def test_file_is_not_kept_for_ever(client, page):
    url, _page = preview(client, changed(page))
    Session.objects.filter(pk=url.rstrip("/").rpartition("/")[2]).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    assert client.get(url)["Location"] == FILES


def test_untouched_file_is_said_to_change_nothing(client, page):
    response = send(client, outgoing(page))
    assert response["Location"] == FILES
    assert "nothing changes" in client.get(FILES).content.decode()


def test_refused_file_says_why_and_changes_nothing(client, page):
    before = database()
    response = send(client, b"<!DOCTYPE x [<!ENTITY a 'b'>]><xliff/>", name="x.xlf")
    assert response.status_code == 422
    assert "not a file for translators" in response.content.decode()
    assert database() == before


def test_hostile_texts_are_shown_as_text(client, page):
    hostile = '<script>x()</script>" onmouseover=x()'
    content = changed(page, hostile.replace('"', '\\"'))
    content += b'\nmsgctxt "<script>y()</script>"\nmsgid "a"\nmsgstr "<script>z()</script>"\n'
    url, shown_page = preview(client, content)
    html = client.get(url).content.decode()
    assert not re.search(r"<script>[xyz]\(", html)
    assert "<script>x()</script>" in shown_page.main.text
