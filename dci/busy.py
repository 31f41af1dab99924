"""The answer to somebody whose turn to write did not come, because others have written too long."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from dci.row_lock import is_lock_timeout


class BusyMiddleware:
    """Answers 503 in place of a lock that did not come; the request is rolled back by then.

    What was posted is in the answer, and is sent again by its button. The editor's scripts show
    the sentence beside their indicator, and save again after the next change.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_lock_timeout(error):
            return None
        with translation.override(_language_of(request.user)):
            return _page(request) if request.accepts("text/html") else _message()


def _language_of(user) -> str | None:
    profile = UserProfile.objects.filter(user=user.pk).first()
    return profile.get_preferred_language() if profile else translation.get_language()


def _page(request: HttpRequest) -> HttpResponse:
    can_try_again = request.user.is_authenticated and not request.FILES
    posted = request.POST.lists() if can_try_again else []
    context = {"request": request, "posted": posted, "can_try_again": can_try_again}
    return SimpleTemplateResponse("dci/busy.html", context, status=503).render()


def _message() -> HttpResponse:
    text = _("Somebody else has been writing the same for a while. Nothing has been saved yet.")
    answer = {"success": False, "error_code": "locked", "error_message": text}
    return JsonResponse(answer, status=503)
