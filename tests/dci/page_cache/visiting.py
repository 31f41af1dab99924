"""A visitor before the whole application: the page cache, and Django behind it."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

from bs4 import BeautifulSoup


class Answered:
    """What came back: ``status`` as a number, ``headers`` by lower-case names, ``body``."""

    def __init__(self, application, address: str, method: str, body: bytes, headers: dict):
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        } | {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        chunks = application(environ, self._begin)
        self.body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()

    def _begin(self, status: str, headers: list, error=None) -> None:
        self.status = int(status.split()[0])
        self.headers = {name.lower(): value for name, value in headers}

    @property
    def heading(self) -> str:
        return BeautifulSoup(self.body, "html.parser").h1.get_text(strip=True)


class Visitor:
    def __init__(self, application):
        self.application = application

    def get(self, address: str, **headers: str) -> Answered:
        return self._send(address, "GET", b"", headers)

    def head(self, address: str) -> Answered:
        return self._send(address, "HEAD", b"", {})

    def post(self, address: str, body: bytes = b"", **headers: str) -> Answered:
        return self._send(address, "POST", body, headers)

    def _send(self, address, method, body, headers) -> Answered:
        return Answered(self.application, address, method, body, headers)
