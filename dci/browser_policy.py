"""What a browser may do with an answer of the site: show it with the site's own files, and no more.

Public pages have no scripts. One that comes in past all else, in a text or an address, is not run.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

CONTENT = "Content-Security-Policy"
UNUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
PERMISSIONS = ", ".join(f"{ability}=()" for ability in UNUSED)


class BrowserPolicyMiddleware:
    """Stands first: files, redirects and errors pass through it too.

    What a view has said itself holds; the policy of documents is stricter than this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("X-Frame-Options", "DENY")
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Embedder-Policy", embedder_policy())
        if is_for_staff(request) or "CSRF_COOKIE" in request.META:
            # A form that is posted says where it comes from, or it would be refused as forged.
            headers["Referrer-Policy"] = "same-origin"
        if is_for_staff(request):
            if CONTENT in headers:  # a preview, made as the page is for readers
                headers[CONTENT] = content_policy(response)
        elif not is_for_developers(response):
            headers.setdefault(CONTENT, content_policy(response))
        return response


def is_for_staff(request: HttpRequest) -> bool:
    return request.path_info.startswith(reverse("wagtailadmin_home"))


def is_for_developers(response: HttpResponse) -> bool:
    """Whether it may be one of Django's own pages about an error, which have scripts inside."""
    return settings.DEBUG and response.status_code in (404, 500)


def content_policy(response: HttpResponse) -> str:
    """The rules for what an answer loads, where it leads, and whose frame it may stand in.

    JSON-LD is data, for which no rule asks.
    """
    frames = "'self'" if response.headers["X-Frame-Options"] == "SAMEORIGIN" else "'none'"
    inside = f" {style_of_failure()}" if response.status_code == 500 else ""
    rules = [
        "default-src 'none'",
        f"img-src 'self'{media_elsewhere()}",
        f"style-src 'self'{inside}",
        "font-src 'self'",
        "connect-src 'self'",  # tools that judge a page read robots.txt from within it
        "form-action 'self'",
        f"frame-ancestors {frames}",
        "base-uri 'none'",
    ]
    return "; ".join(rules)


def embedder_policy() -> str:
    """Nothing of other hosts; media on a host apart are fetched without cookies."""
    return "credentialless" if media_elsewhere() else "require-corp"


def media_elsewhere() -> str:
    """The host of uploaded files behind a space, if they are on another than the site's."""
    media = urlsplit(settings.MEDIA_URL)
    return f" {media.scheme}://{media.netloc}" if media.netloc else ""


@cache
def style_of_failure() -> str:
    """The digest of the style inside ``500.html``, which must be whole when nothing else works."""
    style = re.search("<style>(.*)</style>", render_to_string("500.html"), re.DOTALL)
    return f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'"
