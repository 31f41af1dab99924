"""A CDN that keeps pages without asking is told of each change."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import boto3
import pytest
from wagtail.contrib.frontend_cache.backends import CloudfrontBackend

from dci.page_cache import purging
from tests.dci.page_cache.visiting import Visitor


@pytest.fixture
def purged(settings):
    """What a server that takes PURGE was asked to forget, as (host, path)."""
    asked = []

    class Purging(BaseHTTPRequestHandler):
        def do_PURGE(self):
            asked.append((self.headers["Host"], self.path))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            """Nobody reads it."""

    settings.BASE_URL = "https://www.example.org"
    with ThreadingHTTPServer(("127.0.0.1", 0), Purging) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        http = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
        address = f"http://127.0.0.1:{server.server_port}"
        settings.WAGTAILFRONTENDCACHE = {"purged": {"BACKEND": http, "LOCATION": address}}
        yield asked
        server.shutdown()


def test_change_is_told_for_all_pages_in_every_language(process, home, purged):
    cache = process()
    Visitor(cache).get("/en/")
    cache.changed()
    assert purged == []
    type(home).objects.filter(pk=home.pk).update(title_en="Another")
    cache.changed()
    cache.warming.join()
    assert {host for host, _path in purged} == {"www.example.org"}
    paths = {path for _host, path in purged}
    assert paths >= {"/en/", "/fr/", "/es/", "/sitemap.xml", "/fr/feed.xml"}
    assert len(paths) == len(purged)


def test_without_a_cdn_nobody_is_told(process, home, settings, monkeypatch):
    assert settings.WAGTAILFRONTENDCACHE == {}
    monkeypatch.setattr(purging, "purge", None)
    process().changed()


def test_cloudfront_is_told_once_for_everything(db, settings, monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    told = []
    monkeypatch.setattr(
        CloudfrontBackend, "_create_invalidation", lambda self, name, paths: told.append(paths)
    )
    monkeypatch.setattr(boto3, "client", lambda *arguments, **more: None)
    backend = "wagtail.contrib.frontend_cache.backends.CloudfrontBackend"
    settings.WAGTAILFRONTENDCACHE = {"one": {"BACKEND": backend, "DISTRIBUTION_ID": "E1"}}
    purging.begin()
    assert told == [["/*"]]
