"""What a browser may do with a public page: show it with the files of this site, and no more.

Public pages have no scripts. One that comes in past all else, in a text or an address, is not run.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def content_policy() -> str:
    """The rules for what a page loads and where it leads; uploaded files may be on a host apart.

    JSON-LD is data, for which no rule asks.
    """
    media = urlsplit(settings.MEDIA_URL)
    elsewhere = f" {media.scheme}://{media.netloc}" if media.netloc else ""
    rules = [
        "default-src 'none'",
        f"img-src 'self'{elsewhere}",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",  # tools that judge a page read robots.txt from within it
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
    return "; ".join(rules)


def strict(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """``view``, whose answers tell browsers so."""

    @wraps(view)
    def strict_view(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = content_policy()
        response.headers["Permissions-Policy"] = PERMISSIONS
        return response

    return strict_view
