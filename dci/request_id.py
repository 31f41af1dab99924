"""A number for each request: in its log lines, in its answer, and on the page of a failure."""

import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dci.page_cache.answers import KEEP

HEADER = "X-Request-ID"
PLACE = b"<!--request-->"  # in 500.html, which is no template
FORM = re.compile(r"[A-Za-z0-9-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")
current = _current.get


class RequestIdMiddleware:
    """Stands first, so that whatever is logged meanwhile has the number.

    It is that of the proxy, if the settings name its header, or else is made up. An answer that is
    kept for everybody has none: it will be that of other requests too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(of(request))
        try:
            response = self.get_response(request)
            if not (KEEP in request.META and response.status_code == 200):
                response.headers[HEADER] = current()
            return response
        finally:
            _current.reset(token)


def of(request: HttpRequest) -> str:
    header = settings.REQUEST_ID_HEADER
    said = request.headers.get(header, "") if header else ""
    return said if FORM.fullmatch(said) else secrets.token_hex(8)


def on(page: bytes) -> bytes:
    """``page`` with the number of the request where it has a place for it."""
    return page.replace(PLACE, current().encode())
