"""What the application answers, before it is sent."""

from collections.abc import Callable, Iterable
from functools import cached_property, wraps

from django.http import HttpRequest, HttpResponse
from django.utils.text import compress_string

Headers = list[tuple[str, str]]

KEEP = "dci.page_cache.keep"  # in the environ: the view says that it answers everybody alike
TEXT = ("text/", "application/atom+xml", "application/json", "application/xml", "image/svg+xml")
BREACH = 100  # at most so many random bytes hide how well an answer could be compressed


def ask(application: Callable, environ: dict) -> "Answer":
    """The application's answer to a request; its body is read when it is asked for."""
    begun = []

    def start_response(status: str, headers: Headers, error=None) -> None:
        begun[:] = [status, headers]

    chunks = application(environ, start_response)
    return Answer(*begun, chunks, environ)


def answers_alike(view: Callable) -> Callable:
    """``view``, which answers all who have no session alike, unless an answer says otherwise."""

    @wraps(view)
    def told(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.META[KEEP] = True
        return view(request, *args, **kwargs)

    return told


class Answer:
    """A status such as ``200 OK``, headers, and the chunks of a body."""

    def __init__(self, status: str, headers: Headers, chunks: Iterable[bytes], environ: dict):
        self.status, self.headers = status, headers
        self._chunks, self._environ = chunks, environ

    @cached_property
    def body(self) -> bytes:
        try:
            return b"".join(self._chunks)
        finally:
            self.close()

    def close(self) -> None:
        if hasattr(self._chunks, "close"):
            self._chunks.close()

    def header(self, name: str, default: str = "") -> str:
        return next((value for key, value in self.headers if key.lower() == name), default)

    @property
    def is_text(self) -> bool:
        """Whether it gets shorter when it is compressed."""
        return self.header("content-type").startswith(TEXT)

    @property
    def is_for_everybody(self) -> bool:
        """Whether whoever asks the same is to get the same. A doubt means no.

        A redirect is one: another may stand for the same address with more behind its ``?``.
        """
        rules = self.header("cache-control").lower()
        return (
            KEEP in self._environ
            and self.status.startswith("200")
            and self.header("vary").lower() in ("", "accept-encoding")
            and not self.header("set-cookie")
            and not any(rule in rules for rule in ("no-store", "private"))
        )

    def sent(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """The answer to one request, compressed as Django does it for one reader."""
        if environ["REQUEST_METHOD"] == "HEAD":
            start_response(self.status, self.headers)
            self.close()
            return []
        takes_gzip = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        if not (takes_gzip and self.is_text) or self.header("content-encoding"):
            start_response(self.status, self.headers)
            return self._chunks
        body = compress_string(self.body, max_random_bytes=BREACH)
        headers = [one for one in self.headers if one[0].lower() not in ("content-length", "vary")]
        vary = ", ".join(filter(None, [self.header("vary"), "Accept-Encoding"]))
        headers += [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
        start_response(self.status, [*headers, ("Vary", vary)])
        return [body]
