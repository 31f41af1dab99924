"""Signing in with a second factor, and that nothing is to be had without it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from dci.tallies.models import Tally
from tests.addresses import patterns
from tests.together import together

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = "/admin/second-factor/authenticate/"
SET_UP = "/admin/second-factor/"
OPEN = {  # without having signed in, or on the way to a second factor
    *("account_login", "wagtailadmin_login", "account_logout", "wagtailadmin_logout"),
    *("account_inactive", "wagtailadmin_javascript_catalog", "wagtailadmin_sprite"),
}


@pytest.fixture(autouse=True)
def administrators_must(settings):
    settings.SECOND_FACTOR_FOR = ["administrators"]


@pytest.fixture
def with_factor(editor):
    TOTP.activate(editor, SECRET)
    return editor


@pytest.fixture
def code(monkeypatch):
    """``code()``: what the phone shows now, at a moment that stays."""
    now = time.time()
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: now)
    return lambda: format_hotp_value(hotp_value(SECRET, int(now) // 30))


def enter(client, code):
    return client.post(CODE, {"code": code})


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_password_alone_opens_nothing(with_factor, sign_in, client):
    assert sign_in("maria", client=client)["Location"] == CODE
    assert "no-store" in client.get(CODE)["Cache-Control"]
    assert not is_in(client)


def test_password_and_code_open_the_admin(with_factor, sign_in, client, code):
    sign_in("maria", client=client)
    assert enter(client, code())["Location"] == "/admin/"
    assert is_in(client)


def test_code_is_good_once(with_factor, sign_in, client, code):
    other = Client()
    for browser in (client, other):
        sign_in("maria", client=browser)
        enter(browser, code())
        cache.clear()  # another process has another, unless they share one
    assert (is_in(client), is_in(other)) == (True, False)


def test_codes_cannot_be_guessed(with_factor, sign_in, client, code):
    sign_in("maria", client=client)
    for guess in range(5):
        enter(client, f"{guess:06}")
    enter(client, code())
    assert not is_in(client)


def test_guesses_of_codes_are_counted_for_all_processes(with_factor, sign_in, client, code):
    sign_in("maria", client=client)
    for guess in range(5):
        enter(client, f"{guess:06}")
        cache.clear()  # another process has another, unless they share one
    enter(client, code())
    assert not is_in(client)


def test_burst_of_codes_is_five_guesses(
    transactional_db, with_factor, sign_in, client, monkeypatch
):
    tried = []
    monkeypatch.setattr(TOTP, "validate_code", lambda factor, code: tried.append(code))
    sign_in("maria", client=client)
    browsers = [Client() for _ in range(12)]
    for browser in browsers:
        browser.cookies = client.cookies
    together(*[lambda browser=browser: enter(browser, "000000") for browser in browsers])
    assert len(tried) == 5


def test_right_code_forgets_the_mistakes_before_it(with_factor, sign_in, client, code):
    sign_in("maria", client=client)
    for guess in range(4):
        enter(client, f"{guess:06}")
    enter(client, code())
    assert is_in(client)
    assert not Tally.objects.filter(what__startswith="codes of").exists()


def test_recovery_code_is_good_once(with_factor, sign_in, client):
    spare = RecoveryCodes.activate(with_factor).get_unused_codes()[0]
    other = Client()
    for browser in (client, other):
        sign_in("maria", client=browser)
        enter(browser, spare)
    assert (is_in(client), is_in(other)) == (True, False)


def test_who_must_have_one_sets_it_up_first(
    transactional_db, editor, sign_in, client, code, monkeypatch
):
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: SECRET)
    sign_in("maria", client=client)
    assert client.get("/admin/pages/")["Location"] == SET_UP
    assert "<svg" in client.get(f"{SET_UP}totp/activate/").content.decode()
    done = client.post(f"{SET_UP}totp/activate/", {"code": code()}, follow=True)
    spare = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    assert all(one in done.content.decode() for one in spare)
    assert is_in(client)
    sign_in("maria", client=(other := Client()))
    enter(other, code())  # the same as before
    assert not is_in(other)


def test_who_takes_the_last_away_sets_up_another(with_factor, sign_in, client, code):
    sign_in("maria", client=client)
    enter(client, code())
    client.post(f"{SET_UP}totp/deactivate/")
    assert client.get("/admin/")["Location"] == SET_UP


def test_no_address_answers_before_the_second_factor(editor, client):
    client.force_login(editor)
    closed = [route for route, name in patterns() if name not in OPEN and SET_UP[7:] not in route]
    assert len(closed) > 250
    for route in closed:
        address = re.sub("<[^>]+>", "x", re.sub("<int:[^>]+>", "1", route)).replace("\\", "")
        for method in (client.get, client.post):
            answer = method(f"/admin/{address}")
            assert (answer.status_code, answer.get("Location")) == (302, SET_UP), address


def test_session_from_before_the_second_factor_ends(editor, client):
    client.force_login(editor)
    TOTP.activate(editor, SECRET)
    assert client.get("/admin/pages/")["Location"] == "/admin/login/?next=/admin/pages/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("named", [[], ["nobody"], ["Moderators"]])
def test_others_sign_in_with_the_password_alone(editor, sign_in, client, settings, named):
    settings.SECOND_FACTOR_FOR = named
    sign_in("maria", client=client)
    assert is_in(client)


def test_log_in_of_private_pages_is_that_of_the_admin(db):
    answer = Client().get("/en/_util/login/?next=/en/about-us/")
    assert answer["Location"] == "/admin/login/?next=/en/about-us/"


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_signs_up(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("address", ["//evil.example", "https:evil.example", r"\\evil", "///x"])
def test_signing_in_leads_nowhere_else(editor, client, settings, address):
    settings.SECOND_FACTOR_FOR = []
    form = {"login": "maria", "password": "Bright lanes lead home", "next": address}
    assert client.post("/admin/login/", form)["Location"] == "/admin/"


def test_what_codes_are_made_of_is_locked(with_factor):
    data = Authenticator.objects.get().data
    assert SECRET not in str(data)


def test_lost_factor_is_reset_by_command(with_factor, sign_in, client, settings, capsys):
    call_command("reset_second_factor", "maria")
    sign_in("maria", client=client)
    assert client.get("/admin/")["Location"] == SET_UP
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("reset_second_factor", "maria")


def test_other_sessions_are_seen_and_ended(editor, sign_in, client, settings):
    settings.SECOND_FACTOR_FOR = []
    other = Client()
    names = ("Mozilla/5.0 (Android 15; Mobile) Firefox/141.0", "Firefox/141.0 Elsewhere/1.0")
    for browser, name in zip((client, other), names, strict=True):
        sign_in("maria", client=browser, user_agent=name)
    page = client.get("/admin/account/sessions/").content.decode()
    assert ("Firefox, Android" in page, "Unknown browser" in page) == (True, True)
    assert "Mozilla" not in page
    client.post("/admin/account/sessions/")
    assert (is_in(client), is_in(other)) == (True, False)


@pytest.mark.parametrize(
    "credential", ['{"id": 1}', "[" * 5000, "null", '{"id": "A", "rawId": "B"}']
)
def test_key_that_no_browser_has_made(editor, sign_in, client, credential, settings):
    settings.SECOND_FACTOR_FOR = ["nobody"]
    sign_in("maria", client=client)
    assert client.get(f"{SET_UP}webauthn/add/").status_code == 200  # begins the making of one
    answer = client.post(f"{SET_UP}webauthn/add/", {"name": "key", "credential": credential})
    assert answer.status_code in (200, 400)
    assert not Authenticator.objects.exists()
