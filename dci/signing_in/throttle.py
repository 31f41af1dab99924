"""Who has failed to sign in five times, with one name from one place, waits a quarter of an hour.

Counted are name and place together: nobody keeps somebody else out by failing with their name, and
one person who mistypes does not keep out the office. How many names are tried from one place is
limited besides (``ACCOUNT_RATE_LIMITS``). Guesses that come at once are looked at one by one, or a
burst of them would be tried before the first is counted.
"""

import ipaddress
from datetime import timedelta

from axes.helpers import get_client_username
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dci.one_at_a_time import in_turn

from .failures import FailureHandler


class OneByOne(FailureHandler):
    """Counts as axes does, but nobody asks whether they may guess while the last guess is open."""

    def is_allowed(self, request: HttpRequest, credentials: dict | None = None) -> bool:
        name = get_client_username(request, credentials)
        in_turn(f"guess {name} {request.axes_ip_address}")
        return super().is_allowed(request, credentials)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, in the words of the proxy if there is one.

    Of several addresses the last counts: whoever asks can write those before it.
    """
    if not settings.CLIENT_ADDRESS_HEADER:
        return request.META.get("REMOTE_ADDR", "")
    said = request.headers.get(settings.CLIENT_ADDRESS_HEADER, "")
    return said.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


def sender(request: HttpRequest) -> str:
    """What somebody who asks has to themselves: an address, or of version 6 a network of them.

    As the first address of the network: a provider gives a household 64 bits to choose from.
    """
    address = client_address(request)
    try:
        known = ipaddress.ip_address(address)
    except ValueError:  # a socket's, or a header that no proxy has written
        return address
    if known.version == 4:
        return str(known)
    return str(known.ipv4_mapped or ipaddress.IPv6Address(int(known) >> 64 << 64))


def too_many_names(request: HttpRequest) -> HttpResponse:
    """The same for somebody who tries one name after the other."""
    return _wait(request, timedelta(minutes=1))


def too_many(request: HttpRequest, response=None, credentials=None) -> HttpResponse:
    """In place of the answer to somebody who has to wait, be it with a name that nobody has."""
    return _wait(request, settings.AXES_COOLOFF_TIME)


def _wait(request: HttpRequest, wait: timedelta) -> HttpResponse:
    context = {"minutes": int(wait.total_seconds() // 60)}
    response = render(request, "signing_in/too_many.html", context, status=429)
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response
