"""Views that are not pages, and what all views of the public site have in common."""

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods
from django.views.defaults import server_error

from dci import languages, request_id
from dci.page_cache.answers import answers_alike
from dci.second_try import AWAY, is_away

TRY_AGAIN = 30  # seconds, when the database is away


def for_readers(view: Callable, methods: Iterable[str] = ("GET", "HEAD")) -> Callable:
    """``view`` for those who read, and write nothing: any method but ``methods`` answers 405.

    Also to whoever sends no CSRF token, and outside ATOMIC_REQUESTS, because on SQLite every
    transaction waits for the writers. Answers travel compressed.
    """
    allowed = require_http_methods(list(methods))
    return transaction.non_atomic_requests(csrf_exempt(allowed(gzip_page(answers_alike(view)))))


@for_readers
def to_language(request: HttpRequest) -> HttpResponseRedirect:
    """``/`` leads to the home page in the language the browser asks for."""
    language = get_language_from_request(request)
    with translation.override(language if language in languages.ALL else languages.SOURCE):
        response = HttpResponseRedirect(reverse("wagtail_serve", args=[""]))
    patch_vary_headers(response, ["Accept-Language"])
    return response


def failed(request: HttpRequest) -> HttpResponse:
    """What is shown in place of an error; a database that is away comes back."""
    response = server_error(request)
    response.content = request_id.on(response.content)
    error = sys.exc_info()[1]
    if isinstance(error, (InterfaceError, OperationalError)):
        response.status_code = 503
        if is_away(error):
            request.META[AWAY] = True
        response.headers["Retry-After"] = str(TRY_AGAIN)
    return response


@for_readers
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where the sitemap is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@for_readers
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116), if somebody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(until + timedelta(days=180)).isoformat()}",
        f"Preferred-Languages: {', '.join(languages.ALL)}",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
