"""How long a session lasts: an hour without doing anything, and a day's work in all."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGUN, ACTIVE = "begun", "active"  # in the session: seconds since 1970
BY_ITSELF = ("/editing-sessions/", "/presence/")  # what an open tab asks though nobody is there
NOTED_EVERY = 60  # seconds, so that not every request writes the session


def has_session(request: HttpRequest) -> bool:
    """Whether a request may be somebody's who has signed in; of visitors nothing is looked up."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class ExpiryMiddleware:
    """Ends a session that is too old before anything is answered, of the admin or a private page.

    Whoever was asked to sign in again comes back to the same page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_session(request) and request.user.is_authenticated:
            self.look_at_the_clock(request)
        return self.get_response(request)

    def look_at_the_clock(self, request: HttpRequest) -> None:
        session, now = request.session, time.time()
        begun, active = session.get(BEGUN, now), session.get(ACTIVE, now)
        if now - begun > settings.SESSION_COOKIE_AGE or now - active > settings.SESSION_IDLE:
            logout(request)
        elif BEGUN not in session or max(begun, active) > now:  # new, or the clock was put back
            session[BEGUN], session[ACTIVE] = min(begun, now), now
        elif now - active > NOTED_EVERY and not any(part in request.path for part in BY_ITSELF):
            session[ACTIVE] = now
