"""The answer to what only a crafted request brings: a number or a date that no database can
hold, or a form without the fields that it has."""

from django.db import DataError
from django.http import HttpRequest, HttpResponseBadRequest
from django.utils.datastructures import MultiValueDictKeyError

CRAFTED = (OverflowError, DataError, MultiValueDictKeyError)


class OutOfRangeMiddleware:
    """Answers 400. Forms refuse what people mistype; what is chosen and ticked has no limits."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponseBadRequest | None:
        return HttpResponseBadRequest() if isinstance(error, CRAFTED) else None
