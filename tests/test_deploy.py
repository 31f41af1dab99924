"""The files in docs/deploy, in a real nginx and before systemd's own checker."""

import json
import re
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.management import get_commands, load_command_class

from dci.management.commands.start import Server
from dci.rounds import state
from dci.rounds.noting import NotedCommand
from tests import nginx
from tests.production import free_port
from tests.queries import APPS, ROOT

DEPLOY = Path(__file__).parents[1] / "docs" / "deploy"


class Quiet(WSGIRequestHandler):
    def log_message(self, *arguments):
        """Nobody reads it."""


def echo(environ, start_response):
    """What the application is given of a request."""
    names = ("REQUEST_METHOD", "PATH_INFO", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP")
    size = len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["\n".join([*(environ.get(name, "") for name in names), str(size)]).encode()]


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    """Ask nginx, as it is set up for the site, for a path."""
    folder = tmp_path_factory.mktemp("nginx")
    media = folder / "media"
    for name in ("images/copy.webp", "original_images/whole.webp", "documents/private.pdf"):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_text(name)
    server = make_server("127.0.0.1", 0, echo, Server, Quiet)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def ask(path: str, method: str = "GET", body: bytes = b"", **headers: str):
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, body, {"Host": "www.example.org", **headers})
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        return answer.status, said, answer.headers

    with nginx.before(server.server_port, folder, media) as port:
        ask.port = port
        yield ask
    server.shutdown()
    server.server_close()


def test_application_is_told_who_asks_and_how_whatever_a_visitor_says(ask):
    _status, said, headers = ask(
        "/en/", **{"X-Forwarded-Proto": "gopher", "X-Real-IP": "10.9.8.7", "X-Extra": "1"}
    )
    method, path, host, proto, address, _size = said.split("\n")
    assert (method, path, host) == ("GET", "/en/", "www.example.org")
    assert (proto, address) == ("https", "127.0.0.1")
    assert headers["Server"] == "nginx"


def test_smaller_copies_of_pictures_come_from_the_folder_for_a_year(ask):
    status, said, headers = ask("/media/images/copy.webp")
    assert (status, said) == (200, "images/copy.webp")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    "path",
    [
        "/media/original_images/whole.webp",
        "/media/documents/private.pdf",
        "/media/images/../documents/private.pdf",
        "/media/images/%2e%2e/documents/private.pdf",
        "/media/images../documents/private.pdf",
        "/media/",
    ],
)
def test_originals_and_documents_come_from_nobody_but_the_application(ask, path):
    status, said, _headers = ask(path)
    assert status in (400, 404)
    assert "private.pdf" not in said
    assert "whole.webp" not in said


def test_documents_as_large_as_the_site_takes_come_through(ask, settings):
    status, said, _headers = ask("/admin/", "POST", bytes(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE))
    assert (status, said.split("\n")[-1]) == (200, str(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE))
    assert ask("/admin/", "POST", bytes(60 * 1024**2))[0] == 413


@pytest.mark.parametrize(
    ("waiting", "neighbour", "stranger"),
    [
        ("2001:db8:0:1::{:x}", "2001:db8:0:1:ffff::1", "2001:db8:0:2::1"),
        ("2001:db8:0:0a0a::{:x}", "2001:db8:0:a0a::ffff", "2001:db8:0:a0b::1"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2"),
        ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
    ],
)
def test_sender_is_an_address_or_a_network_of_version_6(ask, waiting, neighbour, stranger):
    with ExitStack() as stack:
        for number in range(24):
            stack.enter_context(unfinished(ask.port, waiting.format(number)))
        assert ask("/en/", **{"X-Seen-From": neighbour})[0] == 503
        assert ask("/en/", **{"X-Seen-From": stranger})[0] == 200


def unfinished(port: int, address: str) -> socket.socket:
    """A request that nginx is busy with: it has said that it waits for the rest."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    lines = ["POST /en/ HTTP/1.1", "Host: www.example.org", "Content-Length: 1"]
    lines += ["Expect: 100-continue", f"X-Seen-From: {address}", "", ""]
    connection.sendall("\r\n".join(lines).encode())
    assert b"100 Continue" in connection.recv(100)
    return connection


@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda path: path.name)
def test_units_run_commands_that_there_are(unit):
    commands = re.findall(r"manage\.py (\w+)", unit.read_text())
    assert set(commands) <= get_commands().keys()
    assert commands or "granian" in unit.read_text()


def test_server_writes_the_lines_that_the_site_writes():
    [line] = re.findall(r"ExecStart=(.+)", (DEPLOY / "dci.service").read_text())
    line = line.replace("/srv/dci/.venv/bin", str(Path(sys.executable).parent))
    line = line.replace("8000", str(free_port()))
    command = line.replace("dci.wsgi:application", "wsgiref.simple_server:demo_app").split()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
        said = []
        for line in server.stderr:
            said.append(line)
            if "Started worker-2" in line:
                server.terminate()
    lines = [json.loads(line) for line in said]
    assert {tuple(line) for line in lines} == {("time", "level", "logger", "message")}
    assert "127.0.0.1" not in "".join(said)


def test_container_begins_the_server_as_systemd_does():
    [line] = re.findall(r"ExecStart=\S+ (.+)", (DEPLOY / "dci.service").read_text())
    text = (DEPLOY / "container" / "Containerfile").read_text()
    [words] = re.findall(r"^CMD (.+)", text, re.MULTILINE)
    systemd, container = line.split(), json.loads(words)[1:]
    for command in (systemd, container):
        del command[command.index("--host") + 1]  # what a container listens to is inside
    assert systemd == container


@pytest.mark.parametrize(
    ("unit", "interval"), [("dci-often", state.OFTEN), ("dci-nightly", state.NIGHTLY)]
)
def test_clock_runs_what_the_state_of_the_site_lists(unit, interval):
    run = re.findall(r"manage\.py (\w+)", (DEPLOY / f"{unit}.service").read_text())
    listed = [command for command, (each, _name) in state.COMMANDS.items() if each == interval]
    assert sorted(run) == sorted(listed)


def test_operators_are_told_of_each_command_that_the_clock_runs():
    told = set(re.findall(r"manage\.py (\w+)", (DEPLOY.parents[1] / "README.md").read_text()))
    assert state.COMMANDS.keys() - told == set()


def test_state_of_the_site_lists_each_command_that_notes_its_rounds():
    ours = [(name, app) for name, app in get_commands().items() if app.split(".")[0] in APPS]
    loaded = {name: load_command_class(app, name) for name, app in ours}
    noted = {name for name, command in loaded.items() if isinstance(command, NotedCommand)}
    assert noted == state.COMMANDS.keys()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_units_are_what_systemd_understands(tmp_path):
    for path in [*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")]:
        text = re.sub(r"ExecStart=-?/srv\S+", "ExecStart=/bin/true", path.read_text())
        (tmp_path / path.name).write_text(text.replace("User=dci\n", ""))
    said = subprocess.run(
        ["systemd-analyze", "verify", *sorted(tmp_path.iterdir())],
        capture_output=True,
        text=True,
    ).stderr
    assert [line for line in said.splitlines() if str(tmp_path) in line] == []
