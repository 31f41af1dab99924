"""Machine translation, by a server on this machine that speaks LibreTranslate's language."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import override_settings
from django.urls import resolve, reverse

from dci.translation import lanes
from dci.translation.help import machine
from dci.translation.help.machine import LibreTranslate, NoTranslation
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_of, signed_in, translator

LANGUAGES = [{"code": "en", "name": "English", "targets": ["fr", "es"]}]


class Service(BaseHTTPRequestHandler):
    """Answers what ``server.answer`` makes of a question; keeps the questions."""

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.questions.append(question)
        self._say(*self.server.answer(question))

    def do_GET(self):
        self.server.questions.append(self.path)
        self._say(200, LANGUAGES)

    def _say(self, status: int, answer):
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/languages")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def translates(question: dict) -> tuple[int, dict]:
    return 200, {"translatedText": [f"[{question['target']}] {text}" for text in question["q"]]}


@pytest.fixture
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.questions, server.answer = [], translates
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def translate(service, *texts: str, **options) -> list[str]:
    provider = LibreTranslate(service.url, **options)
    return provider.translate(list(texts), "en", "fr", is_html=False)


def says(service, status: int, answer) -> None:
    service.answer = lambda question: (status, answer)


# The interface


def test_texts_come_back_in_their_order(service):
    assert translate(service, "One", "Two") == ["[fr] One", "[fr] Two"]


def test_the_question_names_languages_format_and_key(service):
    LibreTranslate(service.url, "secret").translate(["<b>One</b>"], "en", "es", is_html=True)
    (question,) = service.questions
    assert question == {
        "q": ["<b>One</b>"],
        "source": "en",
        "target": "es",
        "format": "html",
        "api_key": "secret",
    }


def test_a_service_tells_its_languages(service):
    assert LibreTranslate(service.url).languages() == {"en": {"fr", "es"}}


# What may go wrong


@pytest.mark.parametrize(
    ("status", "answer", "reason"),
    [
        (403, {"error": "Invalid API key"}, "Invalid API key"),
        (500, b"<html>Oops", "500"),
        (302, b"", "302"),
        (200, b"<html>Oops", "rubbish"),
        (200, {"translatedText": "One"}, "rubbish"),
        (200, {"translatedText": ["One", "Two"]}, "rubbish"),
        (200, {"translatedText": [None]}, "rubbish"),
        (200, [1], "rubbish"),
        (200, b"[" * 100_000, "rubbish"),
        (200, {"translatedText": ["x" * 1_100_000]}, "rubbish"),
    ],
)
def test_what_is_no_translation_is_told_in_a_sentence(service, status, answer, reason):
    says(service, status, answer)
    with pytest.raises(NoTranslation, match=reason):
        translate(service, "One")


def test_no_other_host_is_asked(service):
    says(service, 302, b"")
    with pytest.raises(NoTranslation):
        translate(service, "One")
    assert "/languages" not in service.questions


def test_a_slow_service_is_not_waited_for(service):
    service.answer = lambda question: time.sleep(0.6) or translates(question)
    with pytest.raises(NoTranslation, match="too long"):
        translate(service, "One", timeout=0.2)


def test_a_service_that_is_gone_is_told():
    with pytest.raises(NoTranslation, match="cannot be reached"):
        LibreTranslate("http://127.0.0.1:1").translate(["One"], "en", "fr", is_html=False)


def test_a_whole_book_is_not_sent(service):
    with pytest.raises(NoTranslation, match="too long"):
        translate(service, "x" * 10_001)
    assert service.questions == []


# What is taken over

LINK = '<a href="https://example.org/page">{}</a>'


@pytest.mark.parametrize(
    ("answer", "taken"),
    [
        (f"Voir {LINK.format('la page')}", f"Voir {LINK.format('la page')}"),
        ("<b>Un</b> <i>deux</i>", "<b>Un</b> <i>deux</i>"),
        ("<p>Un</p>", "Un"),
        ("Un<script>alert(1)</script>", "Un"),
        ('<b onclick="alert(1)">Un</b>', "<b>Un</b>"),
        ('<a href="javascript:alert(1)">Un</a>', "Un"),
        ('<a href="https://example.org/other">Un</a>', "Un"),
        ('<img src="x" onerror="alert(1)">Un', "Un"),
        ("<ul><li>Un", "Un"),
        ("1 &lt; 2", "1 &lt; 2"),
    ],
)
def test_only_inline_markup_and_the_links_of_the_source_are_taken(answer, taken):
    assert machine.cleaned(answer, f"See {LINK.format('the page')}") == taken


# At the desk


@pytest.fixture
def lane(db):
    page = ContentFactory(title_en="About us")
    lanes.segments(page, "fr")
    return lane_of(page)


def ask(client, lane, path: str = "title"):
    return client.post(reverse("translation:machine", args=[lane.pk]), {"path": path})


def test_without_a_service_there_is_no_button(lane):
    url = reverse("translation:help", args=[lane.pk])
    client = signed_in(translator("fr"))
    assert "data-machine>" not in client.get(url, {"path": "title"}).content.decode()
    assert "No translation service" in ask(client, lane).content.decode()


def test_a_suggestion_is_marked_as_machine_made(lane, service):
    with override_settings(TRANSLATION_SERVICE_URL=service.url):
        answer = ask(signed_in(translator("fr")), lane).content.decode()
    assert 'data-insert="[fr] About us"' in answer
    assert "machine translation, unread" in answer
    assert lane_of(lane.content_object).get_segments()[0].target == ""


def test_opening_the_help_asks_no_service(lane, service):
    with override_settings(TRANSLATION_SERVICE_URL=service.url):
        client = signed_in(translator("fr"))
        answer = client.get(reverse("translation:help", args=[lane.pk]), {"path": "title"})
    assert "data-machine>" in answer.content.decode()
    assert service.questions == []


def test_an_error_is_told_to_the_translator(lane, service):
    says(service, 403, {"error": "<b>Invalid</b>"})
    with override_settings(TRANSLATION_SERVICE_URL=service.url):
        answer = ask(signed_in(translator("fr")), lane).content.decode()
    assert "refuses: &lt;b&gt;Invalid" in answer


def test_another_languages_translator_is_stopped(lane, service):
    with override_settings(TRANSLATION_SERVICE_URL=service.url):
        response = ask(signed_in(translator("es")), lane)
    assert "Invalid" not in response.content.decode()
    assert response.status_code == 302
    assert service.questions == []


def test_no_transaction_stays_open_while_the_service_thinks(lane):
    view = resolve(reverse("translation:machine", args=[lane.pk])).func
    assert "default" in view._non_atomic_requests
