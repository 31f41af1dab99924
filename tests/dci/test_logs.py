"""What is in the log: enough to find a request again, and nothing about people."""

import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from dci import urls, views
from dci.log_lines import MAIL_ADDRESS, JsonLines, PlainLines
from tests.dci.contact.test_contact_page import send
from tests.factories import ContactPageFactory, HomeFactory

CANARIES = ("canary@example.org", "192.0.2.77", "2001:db8::77", "canary-of-a-form")


def fails(request):
    logging.getLogger("dci").warning("About to fail")
    raise RuntimeError("canary@example.org came from 192.0.2.77")


urlpatterns = [
    path("fails/", fails),
    path("works/", lambda request: HttpResponse("Yes")),
    *urls.urlpatterns,
]
handler500 = views.failed


@pytest.fixture
def lines(settings):
    """What is logged, in the order of time."""
    written = []

    class Kept(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    handler = Kept()
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def record(message: str) -> logging.LogRecord:
    return logging.LogRecord("dci", logging.ERROR, "", 0, message, (), None)


def test_number_of_a_failure_is_on_its_page_and_in_all_its_lines(db, client, lines):
    answer = client.get("/fails/")
    number = answer.headers["X-Request-ID"]
    assert f"<code>{number}</code>" in answer.content.decode()
    assert {line["request"] for line in lines} == {number}
    assert [line["message"] for line in lines] == [
        "About to fail",
        "Internal Server Error: /fails/",
    ]


def test_error_is_in_its_line_without_people(db, client, lines):
    client.get("/fails/", headers={"x-real-ip": "192.0.2.77"})
    assert "<mail address> came from <address>" in lines[-1]["error"]
    assert "in fails" in lines[-1]["error"]


@pytest.mark.parametrize(
    ("said", "is_taken"), [("a1b2c3d4e5", True), ("short", False), ("with space 1", False)]
)
def test_number_of_the_proxy_is_taken_if_it_is_one(db, client, settings, said, is_taken):
    settings.REQUEST_ID_HEADER = "X-Request-ID"
    answer = client.get("/works/", headers={"x-request-id": said})
    assert (answer.headers["X-Request-ID"] == said) == is_taken


def test_number_of_somebody_else_is_not_taken(db, client):
    answer = client.get("/works/", headers={"x-request-id": "a1b2c3d4e5"})
    assert answer.headers["X-Request-ID"] != "a1b2c3d4e5"


def test_page_that_is_kept_for_everybody_has_no_number(db):
    HomeFactory()
    assert "X-Request-ID" not in Client().get("/en/").headers
    assert "X-Request-ID" in Client().get("/en/nothing/").headers


@pytest.mark.parametrize("lines_of", [JsonLines, PlainLines])
@pytest.mark.parametrize("canary", CANARIES[:3])
def test_addresses_are_taken_out(lines_of, canary):
    line = lines_of().format(record(f"Refused {canary}, at 10:45:12 in dci::views"))
    assert canary not in line
    assert "at 10:45:12 in dci::views" in line


def test_address_is_looked_for_from_its_first_letter_only():
    """From each letter of a word of thousands, it would take seconds."""
    assert MAIL_ADDRESS.match("canary@example.org")
    assert not MAIL_ADDRESS.match("canary@example.org", 3)
    assert MAIL_ADDRESS.search("at@canary@example.org")


def test_row_that_the_database_quotes_is_taken_out():
    quoted = "null value\nDETAIL:  Failing row contains (1, canary-of-a-form)."
    try:
        raise ValueError(quoted)
    except ValueError:
        told = record("Failed")
        told.exc_info = sys.exc_info()
    line = json.loads(JsonLines().format(told))
    assert "canary" not in line["error"]
    assert "ValueError: null value" in line["error"]


def test_message_that_cannot_be_kept_leaves_nothing_in_the_log(db, lines, monkeypatch):
    page = ContactPageFactory(questions=["singleline", "email"])

    def refuse(**values):
        raise RuntimeError("It cannot be kept")

    monkeypatch.setattr("dci.contact.models.page.Message.objects.create", refuse)
    client = Client(raise_request_exception=False, REMOTE_ADDR="192.0.2.77")
    answers = {"your_singleline": "canary-of-a-form", "your_email": "canary@example.org"}
    assert send(page, answers, client=client).status_code == 500
    assert not any(canary in json.dumps(lines) for canary in CANARIES)
