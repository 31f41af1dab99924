"""Whatever a stranger sends to a public address is answered, and no answer gives anything away."""

import re
from xml.etree import ElementTree

import pytest
from django.core.signals import got_request_exception
from django.core.wsgi import get_wsgi_application
from hypothesis import Phase, given, seed
from hypothesis import settings as search

from dci.page_cache.asked import KEYS
from dci.page_cache.wsgi import PageCache
from tests.effort import tries
from tests.factories import ContactPageFactory, ContentFactory
from tests.record import record

from .memory import steady
from .requests import HOST, requests

# Hypothesis remembers what it has tried, so that it is begun anew now and then.
RUNS, REQUESTS = tries((1, 150), audit=(100, 500))
OTHERS = [
    "/", "/en/search/", "/fr/recherche/", "/es/buscar/", "/en/feed.xml", "/en/data/documents.json",
    "/robots.txt", "/llms.txt", "/sitemap.xml", "/.well-known/security.txt", "/drafts/x:y:z/",
    "/en/data/organisations.csv", "/en/data/projects.csv", "/documents/1/x.pdf",
    "/documents/authenticate_with_password/1/", "/en/sharing/1-x.png", "/en/_util/login/",
    "/en/_util/authenticate_with_password/1/1/", "/admin/", "/admin/login/", "/healthz", "/readyz",
    "/admin/password_reset/", "/static/dci/favicon.svg", "/media/images/x.webp",
]  # fmt: skip
NAMES = [*sorted(KEYS), "q", "kind", "language", "next", "sent", "your_singleline", "home-page"]
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


class Application:
    """The whole of it, the page cache first. ``failures`` are the exceptions nobody has caught."""

    def __init__(self, folder):
        self._cache = PageCache(get_wsgi_application(), folder, 10 * 1024**2, False)
        self.failures = []
        got_request_exception.connect(self._failed)

    def _failed(self, request, **_about):
        self.failures.append((request.method, request.get_full_path()))

    def answer(self, environ: dict) -> tuple[int, dict[str, str]]:
        """The status and the headers, after the body has been read to its end."""
        begun = []
        chunks = self._cache(environ, lambda *told: begun.append(told[:2]))
        b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        status, headers = begun[-1]
        return int(status.split()[0]), {name.lower(): value for name, value in headers}


@pytest.fixture
def addresses(starter_site, client) -> list[str]:
    """Paths of all public pages, and of what is no page."""
    ContactPageFactory(questions=["singleline", "email", "number", "date", "checkboxes"])
    ContentFactory(title_en="Été")
    listed = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  our own
    pages = [url.find("s:loc", SPACES).text for url in listed]
    return [*(page.removeprefix("http://testserver") for page in pages), *OTHERS]


@pytest.mark.audit
@pytest.mark.django_db(transaction=True)
def test_no_request_of_a_stranger_fails(addresses, tmp_path, settings):
    settings.ALLOWED_HOSTS = [HOST]
    application, tried = Application(tmp_path), 0

    @search(max_examples=REQUESTS, phases=[Phase.generate, Phase.shrink], database=None)
    @given(requests(addresses, NAMES))
    def ask(environ):
        nonlocal tried
        status, headers = application.answer(environ)
        tried += 1
        assert (status < 500, application.failures) == (True, [])
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert not any("\n" in value or "\r" in value for value in headers.values())
        assert re.search('sessionid=[^"]', headers.get("set-cookie", "")) is None

    seed(0)(ask)()
    with steady():
        for run in range(1, RUNS):
            seed(run)(ask)()
    record("made-up requests to every public address", f"{tried:,} requests, none fails")
