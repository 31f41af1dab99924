"""Nobody who signs in waits for what a clock that was wrong has written."""

from axes.models import AccessAttempt
from django.urls import reverse

from dci.signing_in.expiry import ACTIVE, BEGUN
from tests.factories import EditorFactory


def test_nobody_is_kept_out_until_the_failures_of_a_wrong_clock(ahead, editor, sign_in):
    for _ in range(5):
        sign_in("maria", "wrong")
    AccessAttempt.objects.update(attempt_time=ahead)
    assert sign_in("maria", "wrong").status_code == 200
    assert sign_in("maria").status_code == 302


def test_session_ends_in_time_though_it_was_begun_by_a_wrong_clock(db, ahead, clock, client):
    client.force_login(EditorFactory())
    client.get("/admin/")
    session = client.session
    session[BEGUN] = session[ACTIVE] = ahead.timestamp()
    session.save()
    assert client.get("/admin/").status_code == 200
    clock(minutes=61)
    assert client.get("/admin/").status_code == 302


def test_password_is_asked_for_again_where_a_wrong_clock_saw_it(ahead, editor, sign_in, client):
    sign_in("maria", client=client)
    session = client.session
    session["account_authentication_methods"][-1]["at"] = ahead.timestamp()
    session.save()
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
