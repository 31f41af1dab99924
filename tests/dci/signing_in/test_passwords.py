"""Passwords, and how somebody gets a new one."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import (
    get_default_password_validators,
    validate_password,
)
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from .conftest import words

RESET = "/admin/password_reset/"


@pytest.mark.parametrize(
    "password",
    [
        "Bright-Lanes-2",  # 14 characters
        "ewtosi jolanda k",  # the person's own name
        "Defence for Children International",
        "DefenceForChildren2026",
        "aaaaaaaaaaaaaaaaaaaa",
        "121212121212121212",
    ],
)
def test_password_that_others_would_try_is_refused(password):
    person = User(first_name="Jolanda", last_name="Ewtosi jolanda")
    with pytest.raises(ValidationError):
        validate_password(password, person)


@pytest.mark.parametrize(
    "password", ["the owl left at nine", "x9!" * 40 + "-abcdef", "ñandú bajo lluvia"]
)
def test_no_rules_about_characters(password):
    validate_password(password, User())


def test_every_rule_is_explained():
    assert all(str(rule.get_help_text()) for rule in get_default_password_validators())


def test_reset_says_nothing_about_who_is_there(editor, client):
    known, unknown = (
        client.post(RESET, {"email": email}, follow=True)
        for email in (editor.email, "no@x.example")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert words(known) == words(unknown)
    assert [message.to for message in mail.outbox] == [[editor.email]]


def test_link_of_the_mail_works_once_and_signs_nobody_in(editor, client):
    client.post(RESET, {"email": editor.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password_reset/confirm/" in word)
    form = client.get(link, follow=True)
    form_data = {
        "new_password1": "A quiet owl above the mill",
        "new_password2": "A quiet owl above the mill",
    }
    client.post(form.redirect_chain[-1][0], form_data)
    editor.refresh_from_db()
    assert editor.check_password("A quiet owl above the mill")
    assert client.get("/admin/").status_code == 302
    assert "wagtailadmin/account/password_reset/confirm.html" in [
        template.name for template in Client().get(link).templates
    ]
