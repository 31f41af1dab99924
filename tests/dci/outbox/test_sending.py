"""Mails leave once, and none is lost, whatever the mail server does."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from dci.contact.models import Message
from dci.outbox import sending
from dci.outbox.courier import courier
from dci.outbox.models import LONGEST_PAUSE, Mail
from tests import databases
from tests.dci.contact.test_contact_page import send
from tests.factories import ContactPageFactory
from tests.together import together


def write(subject: str = "Hello", to: str = "maria@example.org") -> Mail:
    mail.send_mail(subject, "A text", None, [to])
    return Mail.objects.latest("pk")


def wait_for_courier() -> None:
    if thread := courier.thread:
        thread.join(30)


def later(**time: float) -> None:
    """Let so much time pass for the mails."""
    for waiting in Mail.objects.waiting():
        waiting.written_at -= timedelta(**time)
        waiting.next_try -= timedelta(**time)
        waiting.save()


# After the commit


def test_mail_is_sent_after_the_commit_and_forgotten(transactional_db, server):
    with transaction.atomic():
        write("Bonjour à tous")
        assert server.taken == []
    wait_for_courier()
    assert (server.subjects, Mail.objects.count()) == (["Bonjour à tous"], 0)


def test_mail_of_what_was_taken_back_is_not_sent(transactional_db, server):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    wait_for_courier()
    assert (server.taken, Mail.objects.count()) == ([], 0)


def test_text_looks_the_same_and_goes_to_everybody(db, server):
    letter = mail.EmailMultiAlternatives("S", "Text", "a@b.example", ["to@b.example"])
    letter.cc, letter.bcc, letter.reply_to = ["cc@b.example"], ["bcc@b.example"], ["re@b.example"]
    letter.attach_alternative("<p>Text</p>", "text/html")
    letter.send()
    sending.send_due()
    (taken,) = server.taken
    assert server.reached == ["to@b.example", "cc@b.example", "bcc@b.example"]
    assert [taken[name] for name in ("to", "cc", "bcc", "reply-to")] == [
        *("to@b.example", "cc@b.example", None, "re@b.example")
    ]
    assert [part.get_content_type() for part in taken.iter_parts()] == ["text/plain", "text/html"]


# A mail server that is away


def test_message_of_a_visitor_is_kept_while_the_mail_server_is_away(transactional_db, outbox):
    page = ContactPageFactory(notify="office@example.org")
    assert send(page).status_code == 303
    wait_for_courier()
    assert (Message.objects.count(), Mail.objects.get().problem) == (1, "ConnectionRefusedError")


def test_nobody_waits_for_a_mail_server_that_hangs(transactional_db, server, settings):
    settings.EMAIL_TIMEOUT = 1
    server.hang()
    page = ContactPageFactory(notify="office@example.org")
    assert send(page).status_code == 303
    assert server.is_asked.wait(10)
    wait_for_courier()
    assert Mail.objects.get().problem == "SMTPServerDisconnected"


@pytest.mark.parametrize("command", ["EHLO", "RCPT", "DATA", "END"])
def test_mail_is_tried_again_where_the_mail_server_dies(db, server, command):
    write()
    server.dies_at = command
    assert sending.send_due().problem == "SMTPServerDisconnected"
    server.dies_at = ""
    assert sending.send_due().sent == 0
    later(minutes=6)
    assert (sending.send_due().sent, server.subjects) == (1, ["Hello"])


def test_name_that_nobody_knows_keeps_the_mail(db, outbox, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.invalid"
    write()
    with pytest.raises(CommandError, match="gaierror"):
        call_command("send_mails")
    assert Mail.objects.waiting().count() == 1


def test_server_that_is_away_is_asked_once_for_all(db, outbox):
    for number in range(3):
        write(str(number))
    sending.send_due()
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]


# Each mail by itself


def test_refused_address_costs_the_others_nothing(db, server):
    server.refusals = {"gone@example.org": 550, "later@example.org": 450}
    for to in ("gone@example.org", "later@example.org", "maria@example.org"):
        write(to=to)
    outcome = sending.send_due()
    assert (outcome.sent, outcome.given_up) == (1, 1)
    assert Mail.objects.given_up().get().problem == "SMTPRecipientsRefused 550"
    assert Mail.objects.waiting().get().problem == "SMTPRecipientsRefused 450"


@pytest.fixture
def three():
    """Whom one mail is for."""
    return ["maria@example.org", "later@example.org", "gone@example.org"]


def test_mail_that_some_have_got_is_sent_to_the_others_alone(db, server, three):
    mail.send_mail("Hello", "A text", None, three)
    server.refusals = {"later@example.org": 450, "gone@example.org": 450}
    assert sending.send_due().sent == 0
    server.refusals = {}
    later(minutes=6)
    assert sending.send_due().sent == 1
    assert server.reached == three
    assert [taken["to"] for taken in server.taken] == [", ".join(three)] * 2


def test_who_never_gets_a_mail_that_others_have_got_is_named(db, server, three):
    mail.send_mail("Hello", "A text", None, three)
    server.refusals = {"later@example.org": 450, "gone@example.org": 550}
    sending.send_due()
    server.refusals = {"gone@example.org": 550}
    later(minutes=6)
    assert sending.send_due().given_up == 1
    given_up = Mail.objects.given_up().get()
    assert (given_up.recipients, server.reached) == (["gone@example.org"], three[:2])
    assert given_up.problem == "SomeRefused 550"


def test_pauses_grow_to_an_hour(db, outbox):
    written = write()
    pauses = []
    for tries in range(6):
        Mail.objects.update(next_try=timezone.now(), tries=tries)
        written.refresh_from_db()
        assert written.claim()
        written.refresh_from_db()
        pauses.append(round((written.next_try - timezone.now()) / timedelta(minutes=1)))
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_mail_that_is_refused_for_days_keeps_no_other(db, server):
    write(to="full@example.org")
    write(to="maria@example.org")
    server.refusals = {"full@example.org": 452}
    Mail.objects.filter(content__to=["full@example.org"]).update(
        tries=100, next_try=timezone.now() - timedelta(hours=1)
    )
    assert (sending.send_due().sent, server.reached) == (1, ["maria@example.org"])
    assert Mail.objects.get().next_try <= timezone.now() + LONGEST_PAUSE


def test_mail_that_a_machine_ahead_of_ours_is_sending_is_left_to_it(db, server):
    write()
    taken = timezone.now() + LONGEST_PAUSE + timedelta(seconds=30)
    Mail.objects.update(tries=5, next_try=taken)
    assert (sending.send_due().sent, server.taken) == (0, [])


def test_several_who_send_send_each_mail_once(transactional_db, server):
    with transaction.atomic():
        for number in range(20):
            write(f"Number {number:02}")
        transaction.get_connection().run_on_commit.clear()
    outcomes = together(*[sending.send_due] * 4)
    assert sum(outcome.sent for outcome in outcomes) == 20
    assert server.subjects == [f"Number {number:02}" for number in range(20)]


def test_mail_of_a_process_that_is_killed_is_sent_by_another(transactional_db, server):
    with transaction.atomic():
        write()
        transaction.get_connection().run_on_commit.clear()
    server.hang()
    environment = {
        "DJANGO_SETTINGS_MODULE": "dci.settings",
        "DATABASE_URL": databases.address(connection.settings_dict["NAME"]),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.server_address[1]}",
    }
    command = [sys.executable, "manage.py", "send_mails"]
    with subprocess.Popen(command, env=os.environ | environment) as process:
        assert server.is_asked.wait(60)
        process.kill()
    server.may_answer.set()
    later(minutes=6)
    assert (sending.send_due().sent, server.subjects) == (1, ["Hello"])


# Giving up and forgetting


def test_mail_is_given_up_after_its_days_and_told(db, outbox, settings):
    settings.MAIL_DAYS = 2
    write()
    later(days=1.9)
    assert sending.send_due().given_up == 0
    later(days=0.2)
    with pytest.raises(CommandError, match="1 given up"):
        call_command("send_mails")


def test_mail_that_was_given_up_is_erased_after_as_many_days(db, outbox, settings):
    settings.MAIL_DAYS = 2
    for age in (3.9, 4.1):
        write()
        later(days=age)
        sending.send_due()
    call_command("erase_messages")
    assert Mail.objects.count() == 1


def test_log_says_nothing_of_the_mail(db, server, caplog):
    server.refusals = {"canary@example.org": 550}
    write("Canary", to="canary@example.org")
    sending.send_due()
    assert "could not be sent" in caplog.text
    assert "canary" not in caplog.text.lower()


def test_mail_with_attachments_is_refused_when_it_is_written(db, outbox):
    letter = mail.EmailMessage("S", "Text", None, ["to@example.org"])
    letter.attach("list.txt", "A list", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        letter.send()


# A clock that was wrong


def test_mail_does_not_wait_for_the_time_of_a_wrong_clock(db, ahead, server):
    for subject in ("Hello", "Refused"):
        mail.send_mail(subject, "A text", None, [f"{subject}@example.org"])
    Mail.objects.update(next_try=ahead, written_at=ahead)
    server.refusals = {"Refused@example.org": 450}
    assert (sending.send_due().sent, server.subjects) == (1, ["Hello"])
    waiting = Mail.objects.get()
    assert max(waiting.written_at, waiting.next_try - timedelta(minutes=6)) <= timezone.now()


def test_mail_is_tried_once_more_before_it_is_given_up(db, server):
    mail.send_mail("Hello", "A text", None, ["maria@example.org"])
    Mail.objects.update(written_at=timezone.now() - timedelta(days=365))
    outcome = sending.send_due()
    assert (outcome.sent, outcome.given_up) == (1, 0)
