"""The language of an answer: that of its address, else the one that the browser asks for."""

from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


class ReaderLanguageMiddleware(LocaleMiddleware):
    """Django's, which leaves an address without a language where it is.

    Django would send whoever asks for an unknown one, be it in the admin, to the same below
    ``/en/``, which is no more known, with an answer that varies by cookie.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        is_read = response.headers.get("Content-Type", "").startswith("text/html")
        if is_read and not translation.get_language_from_path(request.path_info):
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
