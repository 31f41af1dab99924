"""Pages and documents with a password that several people share: guessing it is slowed down.

Counted where failures to sign in are, by what is opened and the place together: five, and then a
quarter of an hour's wait there.
"""

from collections.abc import Callable
from functools import wraps

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail import views as pages
from wagtail.documents.views import serve as documents

from .throttle import too_many

View = Callable[..., HttpResponse]


def slowed_down(view: View, what: str) -> View:
    """``view``, a form of one password whose address begins with the key of a restriction."""

    @wraps(view)
    @never_cache
    def asked(request: HttpRequest, *keys: int, **named: int) -> HttpResponse:
        restriction = next(iter((*keys, *named.values())))
        guessed = {"username": f"{what} {restriction}"}
        if request.method == "POST" and not AxesProxyHandler.is_allowed(request, guessed):
            return too_many(request)
        response = view(request, *keys, **named)
        if request.method == "POST" and response.status_code == 200:  # the form once more
            AxesProxyHandler.user_login_failed(None, guessed, request)
        return response

    return asked


of_a_page = path(
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
    slowed_down(pages.authenticate_with_password, "page restriction"),
    name="wagtailcore_authenticate_with_password",
)
of_a_document = path(
    "authenticate_with_password/<int:restriction_id>/",
    slowed_down(documents.authenticate_with_password, "collection restriction"),
    name="wagtaildocs_authenticate_with_password",
)
