"""Who has failed to sign in five times, with one name from one place, waits a quarter of an hour.

Counted are name and place together: nobody keeps somebody else out by failing with their name, and
one person who mistypes does not keep out the office. How many names are tried from one place is
limited besides (``ACCOUNT_RATE_LIMITS``).
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, in the words of the proxy if there is one.

    Of several addresses the last counts: whoever asks can write those before it.
    """
    if not settings.CLIENT_ADDRESS_HEADER:
        return request.META.get("REMOTE_ADDR", "")
    return request.headers.get(settings.CLIENT_ADDRESS_HEADER, "").rpartition(",")[2].strip()


def too_many(request: HttpRequest, response=None, credentials=None) -> HttpResponse:
    """In place of the answer to somebody who has to wait, be it with a name that nobody has."""
    wait = settings.AXES_COOLOFF_TIME
    context = {"minutes": int(wait.total_seconds() // 60)}
    response = render(request, "signing_in/too_many.html", context, status=429)
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response
