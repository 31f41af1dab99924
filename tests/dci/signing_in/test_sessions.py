"""What a session is kept in, and when it is none any more."""

import pytest
from django.conf import settings as ours
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import identify_hasher
from django.test import Client

from tests.dci.signing_in.conftest import PASSWORD
from tests.dci.test_settings import PRODUCTION, read

production = read(**PRODUCTION)


@pytest.fixture
def browser(editor, sign_in) -> Client:
    client = Client()
    sign_in("maria", client=client)
    return client


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_signing_in_changes_the_key(editor, sign_in):
    client = Client()
    client.get("/admin/login/")
    before = client.session.session_key
    sign_in("maria", client=client)
    assert client.session.session_key != before


def test_signing_out_ends_the_session_on_the_server(browser):
    other = Client()
    other.cookies[ours.SESSION_COOKIE_NAME] = browser.session.session_key
    assert is_in(other)
    browser.post("/admin/logout/")
    assert not is_in(other)


@pytest.mark.parametrize("change", ["is_active", "password"])
def test_session_ends_with_the_account_and_with_its_password(browser, editor, change):
    assert is_in(browser)
    editor.is_active = change != "is_active"
    editor.set_password(PASSWORD if change == "is_active" else "Other lanes lead home")
    editor.save()
    assert not is_in(browser)


def test_right_that_is_taken_away_is_gone_at_once(browser, editor):
    assert browser.get("/admin/users/").status_code == 200
    get_user_model().objects.filter(pk=editor.pk).update(is_superuser=False)
    assert browser.get("/admin/users/").status_code == 302


def test_passwords_cost_time_and_may_be_long(settings, editor):
    settings.PASSWORD_HASHERS = production["PASSWORD_HASHERS"]
    editor.set_password("a" * 128)
    assert identify_hasher(editor.password).algorithm == "argon2"
    assert editor.check_password("a" * 128)


def test_cookies_are_for_this_host_over_https_and_for_no_script(browser):
    names = [production[f"{kind}_COOKIE_NAME"] for kind in ("SESSION", "CSRF")]
    assert names == ["__Host-sessionid", "__Host-csrftoken"]
    assert production["SESSION_COOKIE_SECURE"]
    assert production["CSRF_COOKIE_SECURE"]
    for name in (ours.SESSION_COOKIE_NAME, ours.CSRF_COOKIE_NAME):
        browser.get("/admin/account/")
        cookie = browser.cookies[name]
        assert (cookie["httponly"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["samesite"] == "Lax"
