"""A session ends when nobody uses it any more."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.admin import fields
from tests.factories import EditorFactory

PING = "/admin/editing-sessions/ping/projects/theme/1/1/"


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


def test_one_session_is_ended_and_no_other(editor, sign_in):
    here, there, elsewhere = Client(), Client(), Client()
    for browser in (here, there, elsewhere):
        sign_in("maria", client=browser)
    named = UserSession.objects.get(session_key=there.session.session_key).pk
    assert here.post("/admin/account/sessions/", {"session": named}).status_code == 302
    signed_in = [browser.get("/admin/").status_code for browser in (here, there, elsewhere)]
    assert signed_in == [200, 302, 200]


def test_session_is_in_the_list_after_its_owner_saved_their_account(editor, sign_in):
    browser = Client()
    sign_in("maria", client=browser)
    before = browser.session.session_key
    name = {"name_email-first_name": "Maria", "name_email-last_name": "Rossi"}
    form = fields(browser.get("/admin/account/").content) | name
    assert browser.post("/admin/account/", form).status_code == 302
    listed = UserSession.objects.get(user=editor)
    assert listed.session_key == browser.session.session_key != before
    listed.end()
    assert browser.get("/admin/").status_code == 302


def test_session_of_somebody_else_is_not_ended(editor, sign_in, signed_in):
    marias = Client()
    sign_in("maria", client=marias)
    theirs = UserSession.objects.get(session_key=marias.session.session_key).pk
    assert signed_in.post("/admin/account/sessions/", {"session": theirs}).status_code == 404
    assert marias.get("/admin/").status_code == 200
