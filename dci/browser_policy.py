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
from django.template.loader import get_template
from django.urls import reverse

CONTENT = "Content-Security-Policy"
UNUSED = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
    *("payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
PERMISSIONS = ", ".join(f"{ability}=()" for ability in UNUSED)

# What an answer loads and where it leads. JSON-LD is data, for which no rule asks.
PUBLIC = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",  # tools that judge a page read robots.txt from within it
    "form-action": "'self'",
    "base-uri": "'none'",
}
STAFF = PUBLIC | {
    "script-src": "'self'",
    "img-src": "'self' blob:",  # an image that is being uploaded
    "style-src-elem": "'self' 'unsafe-inline'",  # the editor of rich text brings its own
    "frame-src": "'self'",  # previews
}


# A page in the editor's preview: Wagtail's checker looks at it there.
CHECKED = PUBLIC | {"script-src": "'self'"}


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
        is_for_staff = request.path_info.startswith(reverse("wagtailadmin_home"))
        if is_for_staff or "CSRF_COOKIE" in request.META:
            # A form that is posted says where it comes from, or it would be refused as forged.
            headers["Referrer-Policy"] = "same-origin"
        if is_for_developers(response):
            return response
        if is_for_staff:  # of a preview, the page has been given its rules already
            is_checked = request.GET.get("in_preview_panel") == "true"
            shown = CHECKED if is_checked else PUBLIC
            headers[CONTENT] = content_policy(response, shown if CONTENT in headers else STAFF)
        else:
            headers.setdefault(CONTENT, content_policy(response, PUBLIC))
        return response


def is_for_developers(response: HttpResponse) -> bool:
    """Whether it may be one of Django's own pages about an error, which have scripts inside."""
    return settings.DEBUG and response.status_code in (404, 500)


def content_policy(response: HttpResponse, rules: dict[str, str]) -> str:
    """``rules`` as the header says them, with what depends on the answer and the settings."""
    own_frames = response.headers["X-Frame-Options"] == "SAMEORIGIN"
    more = {
        "img-src": media_elsewhere(),
        "style-src": f" {style_of_failure()}" if response.status_code in (500, 503) else "",
    }
    rules = rules | {"frame-ancestors": "'self'" if own_frames else "'none'"}
    return "; ".join(f"{what} {where}{more.get(what, '')}" for what, where in rules.items())


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
    style = re.search("<style>(.*)</style>", get_template("500.html").template.source, re.DOTALL)
    return f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'"
