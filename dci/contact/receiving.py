"""What becomes of a message that somebody sends: kept, or given back with what is to be mended.

Visitors have no session and no cookie, so there is no token that could prove where a form comes
from; browsers say so themselves.
"""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from dci.clock import around_now
from dci.signing_in import throttle
from dci.tallies.models import Tally

from .models import Message

SENT = "sent"
AN_HOUR = timedelta(hours=1)
PER_SENDER, IN_ALL = 10, 300  # messages an hour


def receive(page, request: HttpRequest) -> HttpResponse:
    """Keep the message and lead to the thanks, or show the form again as it was filled in.

    Only what our own form sends is read: files that come along would be kept on the disk first.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return uncached(HttpResponse(status=415))
    form = page.get_form(request.POST)
    if is_from_elsewhere(request):
        form.add_error(None, _("The message did not come from this page. Please send it again."))
        return _again(page, request, form, status=403)
    if not form.is_valid():
        return _again(page, request, form, status=422)
    if not count(request):
        form.add_error(
            None,
            _("Too many messages have come within an hour. Please send this one again later."),
        )
        response = _again(page, request, form, status=429)
        response.headers["Retry-After"] = str(int(AN_HOUR.total_seconds()))
        return response
    page.process_form_submission(form)
    return uncached(HttpResponseRedirect(f"{page.get_url(request)}?{SENT}#form", status=303))


def _again(page, request: HttpRequest, form, status: int) -> HttpResponse:
    response = page.show(request, form)
    response.status_code = status
    return response


def uncached(response: HttpResponse) -> HttpResponse:
    """Kept by nobody; and the form says where it comes from, which the public pages do not."""
    add_never_cache_headers(response)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site has made a visitor's browser send this.

    Every browser says so in ``Sec-Fetch-Site``, older ones in ``Origin``. What says neither is no
    browser, and nobody is made to do anything by it.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return bool(origin) and origin.partition("://")[2] != request.get_host()


def count(request: HttpRequest) -> bool:
    """Count a message, and say whether there were not too many within the hour.

    Of all, those are counted that were kept, whichever process has kept them; so those that one
    sender may not send keep nobody else from writing. No address is kept: what is counted is a
    digest of it, with a key for each day, for the hour.
    """
    if Tally.objects.count(_sender(request), AN_HOUR) > PER_SENDER:
        return False
    return Message.objects.filter(submit_time__range=around_now(AN_HOUR)).count() < IN_ALL


def _sender(request: HttpRequest) -> str:
    key = f"sender of a message {timezone.localdate()}"
    return salted_hmac(key, throttle.sender(request), algorithm="sha256").hexdigest()
