"""The answer to what only a crafted request brings: a number or a date that no database can
hold, a number that takes too long to read, or a form without the fields that it has."""

from django.db import DataError
from django.http import HttpRequest, HttpResponseBadRequest
from django.utils.datastructures import MultiValueDictKeyError

CRAFTED = (OverflowError, DataError, MultiValueDictKeyError)
TOO_LONG = "integer string conversion"  # what Python says of numbers with thousands of digits


class OutOfRangeMiddleware:
    """Answers 400. Forms refuse what people mistype; what is chosen and ticked has no limits."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBadRequest | None:
        return HttpResponseBadRequest() if is_crafted(error) else None


def is_crafted(error: Exception) -> bool:
    """Whether nobody brings this about who uses the screens, look-ups' own words for it too."""
    if isinstance(error, ValueError):
        return any(TOO_LONG in str(one) for one in (error, error.__cause__))
    return isinstance(error, CRAFTED)
