"""What a request asks for, if it may be answered with a page that was made for somebody else."""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from dci import languages

# What public pages read of an address; of anything else behind a ``?`` they know nothing.
KEYS = {
    "country", "format", "page", "partner", "region", "scope", "status", "theme", "year",
}  # fmt: skip
ONE_OF_MANY = ".many"  # what names of files end with
LONGEST = 500  # characters of an address; longer ones are nobody's


class Asked(NamedTuple):
    """A GET or HEAD request of somebody without an account, as far as it matters to the answer."""

    is_secure: bool
    host: str
    path: str
    query: str

    @property
    def name(self) -> str:
        """What the answer's file is called."""
        digest = sha256(repr(self).encode()).hexdigest()
        return f"{digest}{ONE_OF_MANY}" if self.is_one_of_many else digest

    @property
    def is_one_of_many(self) -> bool:
        """Whether anybody can make up as many of its kind as they like: a query, a port of a host.

        Where there is no room, answers to these go first, so that a flood of them costs time and
        no page that others read.
        """
        hosts = (*settings.ALLOWED_HOSTS, urlsplit(settings.BASE_URL).netloc)
        return bool(self.query) or self.host not in hosts

    def environ(self, environ: dict) -> dict:
        """The request without what the answer does not depend on."""
        plain = {name: value for name, value in environ.items() if name not in IGNORED}
        return plain | {"QUERY_STRING": self.query, "REQUEST_METHOD": "GET"}

    def as_environ(self) -> dict:
        """The request as a server would pass it on."""
        environ = {"HTTP_HOST": self.host, "PATH_INFO": self.path, "QUERY_STRING": self.query}
        environ["wsgi.url_scheme"] = "https" if self.is_secure else "http"
        setup_testing_defaults(environ)
        if self.is_secure and settings.SECURE_PROXY_SSL_HEADER:
            header, value = settings.SECURE_PROXY_SSL_HEADER
            environ[header] = value
        return environ


# The answer is whole, plain and the same whoever asks. What it does depend on, it says in Vary.
IGNORED = {
    "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE",
}  # fmt: skip


def reader() -> Callable[[dict], Asked | None]:
    """How requests are read, under the settings as they are."""
    header, secure = settings.SECURE_PROXY_SSL_HEADER or ("", "https")
    cookie = f"{settings.SESSION_COOKIE_NAME}="
    never = _never()

    def read(environ: dict) -> Asked | None:
        path = environ["PATH_INFO"]
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or path.startswith(never)
            or cookie in environ.get("HTTP_COOKIE", "")
            or "HTTP_AUTHORIZATION" in environ
            or environ.get(
                "SCRIPT_NAME"
            )  # links begin with it, and some servers let visitors say it
        ):
            return None
        query = environ.get("QUERY_STRING", "")
        if len(path) + len(query) > LONGEST:
            return None
        scheme = environ.get(header, environ["wsgi.url_scheme"])
        is_secure = scheme.partition(",")[0].strip() == secure  # as Django reads it
        return Asked(is_secure, environ.get("HTTP_HOST", ""), path, known(query) if query else "")

    return read


def _never() -> tuple[str, ...]:
    """Addresses of staff, of files, of drafts, and of the search, where all ask differently."""
    addresses = [reverse("wagtailadmin_home"), "/documents/", "/drafts/", "/_util/"]
    for code in languages.ALL:
        with translation.override(code):
            addresses += [reverse("search"), reverse("wagtailcore_login")]
    addresses += [settings.STATIC_URL, settings.MEDIA_URL]
    return tuple(unquote_to_bytes(address).decode("latin-1") for address in addresses)  # as in WSGI


@lru_cache(1024)
def known(query: str) -> str:
    """The part of a query that a page reads, in one order.

    >>> known("utm_source=x&region=africa&page=2")
    'page=2&region=africa'
    """
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(key, value) for key, value in pairs if key in KEYS]
    return urlencode(sorted(kept, key=itemgetter(0)))
