"""A site elsewhere, on this machine, and the nights on which it is asked."""

from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.core.management import call_command
from django.db.models import F

from dci.links import asking
from dci.links.models import Address


class Elsewhere(BaseHTTPRequestHandler):
    """Answers the status that the address names, and remembers what it was asked."""

    asked: list[str] = []
    agents: set[str] = set()

    def answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        self.agents.add(self.headers["User-Agent"])
        name = self.path.strip("/").partition("?")[0]
        status = 405 if name == "no-head" and self.command == "HEAD" else 200
        self.send_response(int(name) if name.isdecimal() else status)
        if name.isdecimal() and name.startswith("3"):
            self.send_header("Location", self.path.partition("?")[2] or self.path)
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 http.server's names

    def log_message(self, *args) -> None:
        """Says nothing among the tests' own output."""


@pytest.fixture
def elsewhere(settings, monkeypatch) -> Iterator[str]:
    """The address of the other site."""
    settings.CHECK_PRIVATE_ADDRESSES = True
    Elsewhere.asked, Elsewhere.agents = [], set()
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        monkeypatch.setattr(asking, "ASKED", {server.server_port})
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def night(elsewhere, capsys):
    """``night()``: one run of the command, a day after the one before. What it says."""

    def run(**options) -> str:
        day = timedelta(days=1)
        for name in ("checked_at", "failing_since", "failed_on"):
            Address.objects.exclude(**{name: None}).update(**{name: F(name) - day})
        call_command("check_links", pause=0, **options)
        return capsys.readouterr().out

    return run
