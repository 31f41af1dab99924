"""A session that gets a new key stays in the list of its owner's sessions."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse

from .expiry import has_session


class SameSessionMiddleware:
    """Notes the new key that Wagtail gives a session whenever its owner's account is saved.

    Otherwise it could be seen and ended from nowhere, not even after a lost second factor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not has_session(request):
            return self.get_response(request)
        before = request.session.session_key
        answer = self.get_response(request)
        after = request.session.session_key
        if after and after != before and request.user.is_authenticated:
            known = UserSession.objects.filter(session_key=before, user_id=request.user.pk)
            known.update(session_key=after)
        return answer
