"""The answer to what only a crafted request brings: 400, and a line in the log that says why.

Forms refuse what people mistype. This is for what no screen sends: a number that no database can
hold, a key that is none, a form without its fields, a list that says it has more rows than it sends
(each would be made, and shown again: one such field took 2 GB of memory).
"""

import logging
import traceback
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.paginator import InvalidPage
from django.db import DataError, IntegrityError
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import HttpRequest, HttpResponseBadRequest, QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError

CRAFTED = (OverflowError, DataError, MultiValueDictKeyError)
TOO_LONG = "integer string conversion"  # what Python says of numbers with thousands of digits
NO_KEY = "expected a number but got"  # what Django says of a key

# Code of others that takes for granted what its own forms send, and how it fails without.
TRUSTING = {
    "wagtail.admin.forms.choosers": AttributeError,  # a link without an address
    "wagtail.admin.views.generic.chooser": AttributeError,  # a new one where none can be made
    "wagtail.admin.panels.inline_panel": KeyError,  # rows that are neither right nor wrong
    "wagtail.admin.views.workflows": ValueError,  # a page of a list that is no number
    "fido2.webauthn": (KeyError, TypeError, ValueError),  # what no browser says of a key
    "json.decoder": RecursionError,  # lists within lists, thousands of them
}
# Where the failure itself comes from below them.
THROUGH = {
    "modelcluster.forms": ValidationError,  # a row whose key is none
    "wagtail.contrib.redirects.models": ValueError,  # an old address like http://[x
    "wagtail.admin.views.pages.copy": ObjectDoesNotExist,  # a parent that is not there
    # A task that it has, as a new one; a page of a list that is not there.
    "wagtail.admin.views.workflows": (IntegrityError, InvalidPage),
}

logger = logging.getLogger(__name__)


class CraftedMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view, args, kwargs
    ) -> HttpResponseBadRequest | None:
        is_for_staff = request.path_info.startswith(reverse("wagtailadmin_home"))
        if not (is_for_staff and request.method == "POST" and claims_rows(request.POST)):
            return None
        logger.warning("POST %s: more rows than it sends", request.path)
        return HttpResponseBadRequest()

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBadRequest | None:
        if not is_crafted(request, error):
            return None
        logger.warning("%s %s: %r", request.method, request.path, error)
        return HttpResponseBadRequest()


def claims_rows(data: QueryDict) -> bool:
    """Whether a list of a form says that it has more rows than the form has fields."""
    counts = [value for name, value in data.items() if name.endswith(TOTAL_FORM_COUNT)]
    return any(_number(value) > len(data) for value in counts)


def _number(value: str) -> int:
    """As Django reads it; what is none, it refuses itself."""
    try:
        return forms.IntegerField(required=False).clean(value) or 0
    except ValidationError:
        return 0


def is_crafted(request: HttpRequest, error: Exception) -> bool:
    """Whether nobody brings this about who uses the screens.

    A mistake of our own, which must not go unseen, names no value that the request has sent.
    """
    if isinstance(error, NoReverseMatch):
        values = [value for value in sent(request) if value]
        names = {part for value in values for part in (value, value.partition(":")[0])}
        quoted = {quote for name in names for quote in (repr(name), f"'{name}'")}
        return any(quote in str(error) for quote in quoted)
    frames = traceback.walk_tb(error.__traceback__)
    places = [frame.f_globals.get("__name__") for frame, _line in frames]
    if isinstance(error, TRUSTING.get(places[-1], ())):
        return True
    if any(isinstance(error, THROUGH.get(place, ())) for place in places):
        return True
    if isinstance(error, ValueError):
        no_keys = tuple(f"{NO_KEY} {value!r}." for value in ["", *sent(request)])
        return is_too_long(error) or str(error).endswith(no_keys)
    return isinstance(error, CRAFTED)


def is_too_long(error: ValueError) -> bool:
    """Look-ups put it into words of their own."""
    return any(TOO_LONG in str(one) for one in (error, error.__cause__))


def sent(request: HttpRequest) -> Iterator[str]:
    """What the request brings in its address and in its form, but for what is empty."""
    if request.resolver_match:
        yield from map(str, request.resolver_match.captured_kwargs.values())
    for data in (request.GET, request.POST):
        for _name, values in data.lists():
            yield from filter(None, values)
