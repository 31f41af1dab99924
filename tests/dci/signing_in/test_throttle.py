"""Who guesses passwords is slowed down; nobody else is."""

import pytest
from django.test import RequestFactory

from dci.signing_in.throttle import client_address
from tests.factories import EditorFactory
from tests.together import together

from .conftest import words


@pytest.fixture
def five_failures(editor, sign_in):
    for _ in range(5):
        last = sign_in("maria", "wrong")
    return last


def test_fifth_failure_is_asked_to_wait(five_failures):
    assert five_failures.status_code == 429
    assert five_failures["Retry-After"] == "900"
    assert "Try again in 15 minutes" in five_failures.content.decode()


def test_burst_of_guesses_is_five_guesses(transactional_db, editor, sign_in, monkeypatch):
    tried, really = [], EditorFactory._meta.model.check_password

    def check(person, password):
        tried.append(password)
        return really(person, password)

    monkeypatch.setattr("django.contrib.auth.models.User.check_password", check)
    answers = together(*[lambda: sign_in("maria", "wrong").status_code] * 12)
    assert (len(tried), answers.count(429)) == (5, 8)


@pytest.mark.parametrize(("code", "said"), [("fr", "Réessayez dans"), ("es", "Inténtelo de nuevo")])
def test_wait_is_explained_in_each_language(editor, sign_in, code, said):
    for _ in range(5):
        answer = sign_in("maria", "wrong", accept_language=code)
    assert said in answer.content.decode()


def test_right_password_has_to_wait_too(five_failures, sign_in):
    assert sign_in("maria").status_code == 429


def test_the_same_person_signs_in_from_elsewhere(five_failures, sign_in):
    assert sign_in("maria", address="192.0.2.2").status_code == 302


def test_others_sign_in_from_the_same_place(five_failures, sign_in):
    other = EditorFactory(username="ben")
    other.set_password("A quiet owl above the mill")
    other.save()
    assert sign_in("ben", "A quiet owl above the mill").status_code == 302


def test_four_mistakes_are_forgotten_after_the_right_password(editor, sign_in):
    for password in [*["wrong"] * 4, None, *["wrong"] * 4]:
        answer = sign_in("maria", password) if password else sign_in("maria")
    assert answer.status_code == 200


def test_name_that_nobody_has_is_answered_the_same(five_failures, sign_in):
    for _ in range(5):
        answer = sign_in("nobody", "wrong")
    assert (answer.status_code, words(answer)) == (429, words(five_failures))


def test_many_names_from_one_place_are_slowed_down(db, sign_in):
    answers = [sign_in(f"name{number}", "wrong").status_code for number in range(31)]
    assert (answers[0], answers[-1]) == (200, 429)


def test_nobody_is_flooded_with_mails(editor, client):
    answers = [client.post("/admin/password_reset/", {"email": editor.email}) for _ in range(21)]
    assert (answers[0].status_code, answers[-1].status_code) == (302, 429)


def test_fifth_failure_from_one_network_of_version_6_has_to_wait(editor, sign_in):
    answers = [sign_in("maria", "wrong", address=f"2001:db8::{number:x}") for number in range(5)]
    assert answers[-1].status_code == 429
    assert sign_in("maria", address="2001:db8:0:1::1").status_code == 302


@pytest.mark.parametrize(
    ("header", "address"),
    [("", "192.0.2.1"), ("X-Forwarded-For", "198.51.100.7"), ("X-Real-IP", "203.0.113.9")],
)
def test_place_is_what_the_proxy_says_and_only_where_there_is_one(settings, header, address):
    settings.CLIENT_ADDRESS_HEADER = header
    headers = {"X-Forwarded-For": "203.0.113.5, 198.51.100.7", "X-Real-IP": "203.0.113.9"}
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)
    assert client_address(request) == address
