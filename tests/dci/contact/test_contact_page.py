"""Writing to the organisation: what visitors see and send, and what is kept of it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from dci.contact import receiving
from dci.contact.models import Message
from dci.contact.receiving import PER_SENDER
from dci.tallies.models import Tally
from tests.factories import ContactPageFactory, MessageFactory, QuestionFactory, publish_lane
from tests.translating import fresh, translate

pytestmark = pytest.mark.django_db
KINDS = ["singleline", "multiline", "email", "number", "date", "checkbox", "checkboxes"]
FORM = "application/x-www-form-urlencoded"
GOOD = {"your_singleline": "Ana", "your_email": "ana@site.example"}


@pytest.fixture
def page(db):
    return ContactPageFactory(questions=["singleline", "email"], thanks_en="We answer soon.")


def send(page, answers=GOOD, language="en", client=None, **headers):
    """What comes back to a browser that has no cookie and sends no token."""
    client = client or Client(enforce_csrf_checks=True)
    sent = urlencode({"home-page": ""} | answers)
    return client.post(page.address(language), sent, FORM, headers=headers)


def seen(response) -> html.HtmlElement:
    return html.document_fromstring(response.content.decode())


# What is sent


def test_message_is_kept_and_its_sender_thanked(client, page):
    response = send(page, client=client)
    message = Message.objects.get()
    assert (message.form_data, message.language) == (GOOD, "en")
    assert (response.status_code, response.url) == (303, "/en/contact/?sent#form")
    assert "We answer soon." in client.get(response.url.partition("#")[0]).content.decode()
    assert client.cookies == {}


@pytest.mark.parametrize("kind", [*KINDS, "radio", "dropdown"])
def test_question_of_each_kind_can_be_answered(kind):
    answers = {"email": "ana@site.example", "number": "7", "date": "2026-03-18"}
    page = ContactPageFactory(questions=[kind])
    answer = "School" if kind in ("checkboxes", "radio", "dropdown") else answers.get(kind, "on")
    assert send(page, {f"your_{kind}": answer}).status_code == 303
    assert Message.objects.get().form_data[f"your_{kind}"]


def test_what_was_typed_survives_an_error_beside_its_field_and_above(page):
    response = send(page, {"your_singleline": "Ana", "your_email": "nowhere"})
    shown = seen(response)
    (link,) = shown.xpath("//div[@role='alert']//a")
    field = shown.get_element_by_id(link.get("href")[1:])
    assert (response.status_code, Message.objects.exists()) == (422, False)
    assert shown.xpath("string(//input[@name='your_singleline']/@value)") == "Ana"
    assert (field.get("value"), field.get("aria-invalid")) == ("nowhere", "true")
    assert (
        "Enter a valid email address."
        in shown.get_element_by_id(field.get("aria-describedby")).text_content()
    )


def test_question_and_error_are_in_the_language_of_the_reader(page):
    translate(page)
    shown = seen(send(fresh(page), {}, language="fr"))
    assert "[fr] Your email" in shown.get_element_by_id("form").text_content()
    assert "Champ requis." in shown.xpath("//div[@role='alert']")[0].text_content()


def test_question_without_a_translation_is_asked_in_its_own_language(page):
    publish_lane(page, "fr", title="Contact")
    shown = seen(Client().get(page.address("fr")))
    assert [label.get("lang") for label in shown.xpath("//form//label/span")] == ["en", "en"]


def test_answer_is_kept_in_the_source_language_whatever_was_read():
    page = ContactPageFactory()
    row = QuestionFactory(page=page, field_type="radio", label_en="What about")
    publish_lane(page, "fr", title="Contact")
    publish_lane(row, "fr", label="De quoi", choices="Droit\nÉcole")
    assert "École" in Client().get(page.address("fr")).content.decode()
    send(page, {"what_about": "School"}, language="fr")
    message = Message.objects.get()
    assert (message.form_data, message.language) == ({"what_about": "School"}, "fr")


def test_translation_with_other_answers_than_the_source_is_not_offered():
    page = ContactPageFactory()
    row = QuestionFactory(page=page, field_type="radio", label_en="What about")
    publish_lane(page, "fr", title="Contact")
    publish_lane(row, "fr", label="De quoi", choices="Droit")
    shown = seen(Client().get(page.address("fr")))
    offered = shown.xpath("//p[@class='choice']/label")
    assert [(one.text, one.get("lang")) for one in offered] == [("Law", "en"), ("School", "en")]


def test_language_of_a_message_is_that_of_its_sender(page):
    send(page, language="es")
    assert Message.objects.get().language == "es"


def test_page_without_questions_has_no_form(client):
    assert not seen(client.get(ContactPageFactory().address("en"))).xpath("//main//form")


# What is refused, and what is not lost by it


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver"}, 303),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[no-address"}, 403),
        ({}, 303),
    ],
)
def test_message_that_another_site_sends_is_refused(page, headers, status):
    response = send(page, **headers)
    assert (response.status_code, Message.objects.count()) == (status, int(status == 303))
    assert status == 303 or "ana@site.example" in response.content.decode()


def test_program_that_fills_in_everything_is_refused_and_a_person_can_go_on(page):
    shown = seen(send(page, GOOD | {"home-page": "https://spam.example"}))
    assert not Message.objects.exists()
    assert shown.xpath("string(//input[@name='home-page']/@value)") == ""
    assert shown.xpath("string(//input[@name='your_email']/@value)") == "ana@site.example"


def test_one_sender_sends_so_many_within_an_hour_and_others_go_on(page):
    answers = [send(page).status_code for _ in range(PER_SENDER + 1)]
    assert (set(answers[:-1]), answers[-1]) == ({303}, 429)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7", enforce_csrf_checks=True)
    assert send(page, client=elsewhere).status_code == 303


def test_sender_is_counted_for_all_processes_and_as_fast(page):
    cost = []
    for _ in range(PER_SENDER):
        cache.clear()  # another process has another, unless they share one
        with CaptureQueriesContext(connection) as queries:
            send(page)
        cost.append(len(queries))
    assert send(page).status_code == 429
    assert len(set(cost[1:])) == 1


def test_sender_may_write_again_after_an_hour(page):
    for _ in range(PER_SENDER + 1):
        send(page)
    Tally.objects.update(until=timezone.now())
    assert send(page).status_code == 303


def test_sender_does_not_wait_for_the_time_of_a_wrong_clock(page, ahead):
    for _ in range(PER_SENDER + 1):
        send(page)
    Tally.objects.update(until=ahead)
    assert send(page).status_code == 303


def test_what_is_refused_to_one_sender_is_not_counted_for_all(page, monkeypatch):
    monkeypatch.setattr(receiving, "IN_ALL", PER_SENDER + 1)
    for _ in range(PER_SENDER + 2):
        send(page)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7", enforce_csrf_checks=True)
    assert send(page, client=elsewhere).status_code == 303


def test_neighbours_in_one_network_of_version_6_are_one_sender(page):
    answers = [
        send(page, client=Client(REMOTE_ADDR=f"2001:db8::{n:x}")).status_code
        for n in range(PER_SENDER + 1)
    ]
    assert answers[-1] == 429


def test_address_of_a_sender_is_kept_nowhere(page):
    send(page, client=Client(REMOTE_ADDR="192.0.2.7"))
    kept = [*Tally.objects.values(), *Message.objects.values(), *cache._cache.items()]
    assert len(kept) >= 2
    assert "192.0.2.7" not in str(kept)


def test_page_is_kept_by_no_cache_and_says_where_its_form_comes_from(client, page):
    for response in (client.get(page.address("en")), send(page, {}), send(page)):
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("answer", ["\x00", "a" * 300, "\u202e\ud7ff", "=HYPERLINK(1)"])
def test_hostile_answer_gives_no_failure(page, answer):
    assert send(page, GOOD | {"your_singleline": answer}).status_code in (303, 422)


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", ""])
def test_nothing_but_a_form_is_read(page, kind):
    response = Client().post(page.address("en"), b"--x\r\n", content_type=kind)
    assert (response.status_code, Message.objects.exists()) == (415, False)


# Telling staff


def test_staff_are_told_without_the_message_itself(page, django_capture_on_commit_callbacks):
    type(page).objects.update(notify="a@site.example, b@site.example")
    with django_capture_on_commit_callbacks(execute=True):
        send(page)
    (letter,) = mail.outbox
    assert letter.to == ["a@site.example", "b@site.example"]
    assert f"/admin/forms/submissions/{page.pk}/" in letter.body
    assert "Ana" not in letter.subject + letter.body


def test_title_of_two_lines_makes_no_header(page, django_capture_on_commit_callbacks):
    type(page).objects.update(notify="a@site.example", title_en="Contact\nBcc: b@site.example")
    with django_capture_on_commit_callbacks(execute=True):
        send(page)
    assert "\n" not in mail.outbox[0].subject


# Forgetting


def test_messages_are_erased_after_their_days_and_not_before(page, settings):
    settings.MESSAGE_DAYS = 30
    for days in (29, 31):
        message = MessageFactory(page=page)
        age = timezone.now() - timedelta(days=days)
        Message.objects.filter(pk=message.pk).update(submit_time=age)
    call_command("erase_messages")
    assert Message.objects.count() == 1
    assert "30 days" in Client().get(page.address("en")).content.decode()
