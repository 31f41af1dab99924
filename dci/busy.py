"""The answer to somebody who could not write: others wrote for too long, or the disk is full."""

import errno
import logging
from dataclasses import dataclass

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from dci.row_lock import is_lock_timeout

logger = logging.getLogger(__name__)

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# What the drivers say of it.
DATABASE_WITHOUT_ROOM = {"DiskFull", "SQLITE_FULL"}


class BusyMiddleware:
    """Answers 503 in place of a lock that did not come, and 507 where there is no room.

    The request is rolled back by then.

    What was posted is in the answer, and is sent again by its button. The editor's scripts show
    the sentence beside their indicator, and save again after the next change.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        answer = LOCKED if is_lock_timeout(error) else FULL if is_full(error) else None
        if answer is None:
            return None
        if answer is FULL:
            logger.critical("There is no room left: %s", type(error).__name__)
        with translation.override(_language_of(request.user)):
            return answer.to(request)


@dataclass(frozen=True)
class Answer:
    """What is said, as a page or to a script."""

    status: int
    code: str
    heading: str
    text: str

    def to(self, request: HttpRequest) -> HttpResponse:
        return self._page(request) if request.accepts("text/html") else self._message()

    def _page(self, request: HttpRequest) -> HttpResponse:
        can_try_again = request.user.is_authenticated and not request.FILES
        posted = request.POST.lists() if can_try_again else []
        context = {"request": request, "posted": posted, "can_try_again": can_try_again}
        context |= {"heading": self.heading, "text": self.text}
        return SimpleTemplateResponse("dci/busy.html", context, status=self.status).render()

    def _message(self) -> HttpResponse:
        answer = {"success": False, "error_code": self.code, "error_message": self.text}
        return JsonResponse(answer, status=self.status)


LOCKED = Answer(
    503,
    "locked",
    _("One moment, please"),
    _("Somebody else has been writing the same for a while. Nothing has been saved yet."),
)
FULL = Answer(
    507,
    "no_room",
    _("No room left"),
    _("There is no room left on the server, so nothing was saved. Please tell your administrator."),
)


def is_full(error: BaseException) -> bool:
    """Whether ``error`` says that files, or the database, can take no more."""
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    cause = error.__cause__
    names = {type(cause).__name__, getattr(cause, "sqlite_errorname", "")}
    return isinstance(error, DatabaseError) and bool(names & DATABASE_WITHOUT_ROOM)


def _language_of(user) -> str | None:
    profile = UserProfile.objects.filter(user=user.pk).first()
    return profile.get_preferred_language() if profile else translation.get_language()
