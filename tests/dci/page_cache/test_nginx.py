"""Kept pages as files: a real nginx hands them out, and they are what the application would say."""

import gzip
import socket
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from io import StringIO
from threading import Thread, current_thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import CommandError, call_command

from dci.management.commands.start import Server
from dci.models import SitePage
from dci.page_cache import files, wsgi
from dci.page_cache.asked import Asked
from tests import nginx
from tests.dci.page_cache.visiting import Visitor

HOST = "www.example.org"
BEGUN = "Content-Length: 9\r\nExpect: 100-continue"
OF_ONE_SERVER = {"accept-ranges", "connection", "date", "etag", "server"}


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Nobody reads it."""


@pytest.fixture
def production(settings, tmp_path):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.BASE_URL = f"https://{HOST}"
    settings.PAGE_CACHE = str(tmp_path / "one")


@pytest.fixture
def cache(production, process, settings):
    cache = process()
    settings.ALLOWED_HOSTS = [HOST]
    return cache


@pytest.fixture
def reached(cache):
    """The addresses that the application was asked for."""
    return []


@pytest.fixture
def port(home, cache, reached, tmp_path):
    """Of an nginx before the application."""

    def application(environ, start_response):
        reached.append(environ["PATH_INFO"])
        return cache(environ, start_response)

    server = make_server("127.0.0.1", 0, application, Server, Quiet)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    with nginx.before(server.server_port, tmp_path, tmp_path, written()) as port:
        yield port
    server.shutdown()
    server.server_close()


@pytest.fixture
def ask(port):
    """Ask nginx."""

    def ask(path: str, method: str = "GET", **headers: str):
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, headers={"Host": HOST, **headers})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body, {name.lower(): value for name, value in answer.getheaders()}

    return ask


def written() -> str:
    text = StringIO()
    call_command("nginx_pages", stdout=text)
    return text.getvalue()


def test_kept_page_is_handed_out_as_the_application_would(ask, reached):
    made, kept = ask("/en/"), ask("/en/")
    assert reached == ["/en/"]
    assert made[:2] == kept[:2]
    assert made[2].keys() - OF_ONE_SERVER == kept[2].keys() - OF_ONE_SERVER
    assert all(made[2][name] == kept[2][name] for name in made[2].keys() - OF_ONE_SERVER)


def test_kept_page_is_short_for_who_takes_that(ask, reached):
    _status, plain, _headers = ask("/en/")
    status, body, headers = ask("/en/", **{"Accept-Encoding": "gzip, br"})
    assert (status, headers["content-encoding"], gzip.decompress(body)) == (200, "gzip", plain)
    assert reached == ["/en/"]


def test_page_is_new_as_soon_as_a_change_is_acknowledged(ask, reached, home, cache):
    for title in ("Rights of the girl", "Rights of the boys"):  # as long, and in one second
        before = [ask("/en/"), ask("/en/")][1][2]["etag"]
        SitePage.objects.filter(pk=home.pk).update(title_en=title)
        cache.changed()
        cache.warming.join()
        status, body, headers = ask("/en/", **{"If-None-Match": before})
        assert (status, headers["etag"] == before) == (200, False)
        assert title in body.decode()
    assert ask("/en/", **{"If-None-Match": headers["etag"]})[0] == 304


@pytest.mark.parametrize(
    ("path", "method", "headers"),
    [
        ("/en/?page=2", "GET", {}),
        ("/en/", "POST", {}),
        ("/en/", "GET", {"Cookie": "a=b; __Host-sessionid=x"}),
        ("/en/", "GET", {"Authorization": "Basic eDp5"}),
        ("/en", "GET", {}),
        ("/en/index.html", "GET", {}),
        ("/en/../fr/index.html", "GET", {}),
    ],
)
def test_others_are_answered_by_the_application(ask, reached, path, method, headers):
    ask("/en/")
    ask(path, method, **headers)
    assert len(reached) == 2


def test_unrelated_cookies_change_nothing(ask, reached):
    for number in range(3):
        assert ask("/en/", Cookie=f"_ga=GA1.{number}")[0] == 200
    assert reached == ["/en/"]


def test_one_sender_too_many_is_told_when_to_come_again(ask, port):
    ask("/en/")
    with ExitStack() as stack:
        for _ in range(24):  # who begin a form and do not end it
            other = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            other.sendall(f"POST /en/ HTTP/1.1\r\nHost: {HOST}\r\n{BEGUN}\r\n\r\n".encode())
            assert b" 100 " in other.recv(100)
        status, body, headers = ask("/en/")
    assert (status, headers.get("retry-after")) == (503, "5")
    assert "Too many visitors" in body.decode()


def test_headers_that_nginx_does_not_know_of_come_from_the_application(
    ask, reached, settings, home, cache
):
    settings.X_FRAME_OPTIONS = "SAMEORIGIN"
    answers = [ask("/en/") for _ in range(2)]
    assert reached == ["/en/"] * 2
    assert {headers["x-frame-options"] for _status, _body, headers in answers} == {"SAMEORIGIN"}
    assert written().count('X-Frame-Options "SAMEORIGIN"') == 3


@pytest.mark.parametrize(
    "asked",
    [
        Asked(True, HOST, "/en/", "page=2"),
        Asked(False, HOST, "/en/", ""),
        Asked(True, f"{HOST}:8000", "/en/", ""),
        Asked(True, "WWW.example.org", "/en/", ""),
        Asked(True, "..", "/en/", ""),
        Asked(True, HOST, "/en", ""),
        Asked(True, HOST, "//en/", ""),
        Asked(True, HOST, "/en/../fr/", ""),
        Asked(True, HOST, "/.en/", ""),
        Asked(True, HOST, "/en/\0/", ""),
        Asked(True, HOST, f"/{'a' * 200}/", ""),
    ],
    ids=str,
)
def test_only_plain_addresses_become_files(asked, cache, home, tmp_path):
    Visitor(cache).get("/en/", host=HOST, x_forwarded_proto="https")
    [entry] = cache.store.memory.entries.values()
    assert files.write(entry, asked, tmp_path / "others") == 0
    assert files.write(
        entry, Asked(True, HOST, "/fr/été/".encode().decode("latin-1"), ""), tmp_path
    )


def test_who_has_no_page_cache_or_no_page_is_told(production, settings, transactional_db):
    with pytest.raises(CommandError, match="no public page at /en/"):
        written()
    settings.SEVERAL_MACHINES = True
    with pytest.raises(CommandError, match="With SEVERAL_MACHINES=1 only the database knows"):
        written()
    settings.PAGE_CACHE = ""
    with pytest.raises(CommandError, match="No pages are kept here"):
        written()


def test_link_is_looked_after_though_nobody_asks(cache, home, monkeypatch, caplog):
    rounds, ours = [], current_thread()

    def sleep(seconds):
        if current_thread() is not ours:  # that of ``dci.wsgi``, which the command has loaded
            time.sleep(seconds)
            return
        if len(rounds) == 2:
            raise KeyboardInterrupt
        rounds.append((cache.store.folder / "current").exists())
        cache.versions.distrust()
        monkeypatch.setattr(cache.versions, "_asked", 0)
        if len(rounds) == 1:
            monkeypatch.setattr(cache.versions, "current", lambda: 1 / 0)
        else:
            monkeypatch.undo()
            monkeypatch.setattr(wsgi, "sleep", sleep)

    monkeypatch.setattr(wsgi, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        cache.watch()
    assert rounds == [True, False]
    assert "could not be told" in caplog.text
    assert (cache.store.folder / "current").exists()
