"""Mails on what has become outdated, daily or weekly as each translator likes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone
from wagtail.users.models import UserProfile

from dci.translation.models import DigestPreference, Translation
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_url, reviewer, signed_in, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria():
    return with_address(translator("fr", language="fr"), "weekly")


@pytest.fixture
def page():
    """A page whose French has just become outdated."""
    page = ContentFactory(title_en="About us")
    Translation.objects.exclude(object_id=page.pk).update(words_left=0)
    translate(page)
    translate(page, "es")
    edit(page, title_en="About the movement")
    return page


def with_address(person, frequency: str | None = None):
    person.email = f"{person.username}@example.org"
    person.save()
    if frequency:
        DigestPreference.objects.create(user=person, frequency=frequency)
    return person


def send() -> list[str]:
    """Whom the command writes to."""
    mail.outbox.clear()
    call_command("send_translation_digests", verbosity=0)
    return [letter.to[0] for letter in mail.outbox]


def later(**time) -> None:
    """Let time go by since the last digest."""
    for wish in DigestPreference.objects.exclude(last_sent=None):
        wish.last_sent -= timedelta(**time)
        wish.save()


def test_translator_is_told_what_became_outdated(page, maria):
    assert send() == [maria.email]
    body = mail.outbox[0].body
    assert ("About the movement" in body, lane_url(page) in body) == (True, True)


def test_digest_does_not_wait_for_the_time_of_a_wrong_clock(page, maria):
    send()
    later(days=-365)
    assert send() == [maria.email]


def test_digest_is_in_the_language_of_the_person(page, maria):
    send()
    assert mail.outbox[0].body.startswith("Bonjour")


def test_digest_says_nothing_of_other_languages(page, maria):
    send()
    assert lane_url(page, "es") not in mail.outbox[0].body


def test_command_run_twice_sends_once(page, maria):
    assert (send(), send()) == ([maria.email], [])


def test_there_is_no_digest_of_nothing(maria):
    Translation.objects.update(words_left=0)
    assert send() == []


def test_there_is_no_digest_without_news(page, maria):
    send()
    later(days=8)
    Translation.objects.update(state_since=timezone.now() - timedelta(days=30))
    assert send() == []


@pytest.mark.parametrize(
    ("frequency", "days", "number"),
    [("daily", 0, 0), ("daily", 1, 1), ("weekly", 1, 0), ("weekly", 7, 1), ("never", 30, 0)],
)
def test_each_is_written_to_as_often_as_they_like(page, maria, frequency, days, number):
    send()
    DigestPreference.objects.update(frequency=frequency)
    later(days=days)
    Translation.objects.update(state_since=timezone.now())
    assert len(send()) == number


def test_who_has_said_nothing_gets_one_a_week(page):
    paul = with_address(reviewer("fr"))
    assert send() == [paul.email]
    assert paul.digest_preference.frequency == "weekly"


def test_administrators_are_not_written_to_unless_they_ask(page):
    admin = with_address(EditorFactory())
    assert send() == []
    DigestPreference.objects.create(user=admin, frequency="daily")
    assert send() == [admin.email]


def test_who_has_no_address_or_has_left_gets_none(page, maria):
    translator("fr")
    maria.is_active = False
    maria.save()
    assert send() == []


@override_settings(EMAIL_BACKEND="tests.translation.picky_mail.Backend")
def test_one_failing_mail_does_not_stop_the_others(page, maria):
    other = with_address(translator("fr"))
    other.email = "refused@example.org"
    other.save()
    with pytest.raises(CommandError, match=f"Not sent to: {other.username}"):
        send()
    assert [letter.to[0] for letter in mail.outbox] == [maria.email]


@override_settings(EMAIL_BACKEND="tests.translation.picky_mail.Backend")
def test_mail_that_failed_is_tried_again(page, maria):
    maria.email = "refused@example.org"
    maria.save()
    with pytest.raises(CommandError):
        send()
    maria.email = "maria@example.org"
    maria.save()
    assert send() == [maria.email]


# How often


def test_translator_chooses_how_often(maria):
    form = Form(signed_in(maria), "/admin/account/")
    form["name_email-first_name"] = form["name_email-last_name"] = "Maria"
    form["digest-frequency"] = "daily"
    form.send()
    maria.digest_preference.refresh_from_db()
    assert maria.digest_preference.frequency == "daily"


def test_who_looks_at_the_account_has_chosen_nothing():
    signed_in(EditorFactory()).get("/admin/account/")
    assert not DigestPreference.objects.exists()


def test_who_has_no_language_is_not_asked():
    person = EditorFactory(is_superuser=False, is_staff=False)
    person.groups.add(Group.objects.get(name="Editors"))
    content = signed_in(person).get("/admin/account/").content.decode()
    assert "digest-frequency" not in content


def test_translator_chooses_which_mails_to_get(maria):
    form = Form(signed_in(maria), "/admin/account/")
    form["name_email-first_name"] = form["name_email-last_name"] = "Maria"
    del form.data["translation_mails-rejected_notifications"]
    form.send()
    profile = UserProfile.objects.get(user=maria)
    chosen = (profile.rejected_notifications, profile.approved_notifications)
    assert chosen == (False, True)


@pytest.mark.parametrize(("person", "is_asked"), [(translator, False), (reviewer, True)])
def test_only_reviewers_are_asked_about_submissions(person, is_asked):
    content = signed_in(person("fr")).get("/admin/account/").content.decode()
    assert ("translation_mails-submitted_notifications" in content) is is_asked


def test_who_edits_pages_is_not_asked_twice():
    content = signed_in(EditorFactory()).get("/admin/account/").content.decode()
    assert "translation_mails" not in content
