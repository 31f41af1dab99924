"""Who has to show a second thing besides a password, and that nothing is to be had without it."""

from collections.abc import Callable

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from . import codes
from .expiry import has_session

MFA = "mfa"  # allauth's word for a second factor, among the ways of signing in of a session
ADMINISTRATORS, EVERYBODY, NOBODY = "administrators", "everybody", "nobody"


def must_have(user) -> bool:
    """Whether ``SECOND_FACTOR_FOR`` names them: by a group, or as administrators.

    Who may change users may make themselves administrators, and so counts as one.
    """
    wanted = settings.SECOND_FACTOR_FOR
    if EVERYBODY in wanted:
        return True
    if ADMINISTRATORS in wanted and (user.is_superuser or user.has_perm("auth.change_user")):
        return True
    groups = {*wanted} - {ADMINISTRATORS, NOBODY}
    return bool(groups) and Group.objects.filter(user=user, name__in=groups).exists()


def lacks_factor(request: HttpRequest) -> bool:
    """Whether somebody who must show a second factor has not done so in this session."""
    if not request.user.is_authenticated or not must_have(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return not any(record["method"] == MFA for record in records)


class SecondFactorMiddleware:
    """Nothing of the admin but the way to a second factor, for those who must have one.

    To the rest of the site, its private pages and documents, they are nobody until they show it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_session(request) and not is_on_the_way(request.path_info) and lacks_factor(request):
            if request.path_info.startswith(reverse("wagtailadmin_home")):
                return show_the_way(request)
            request.user = AnonymousUser()
        return self.get_response(request)


def is_on_the_way(path: str) -> bool:
    ways = ("mfa_index", "account_login", "wagtailadmin_logout")
    tools = ("wagtailadmin_javascript_catalog", "wagtailadmin_sprite")
    return path.startswith(tuple(reverse(name) for name in (*ways, *tools)))


def show_the_way(request: HttpRequest) -> HttpResponse:
    """To set a second factor up; or, who has one and has not shown it, to sign in with it."""
    if is_mfa_enabled(request.user):
        logout(request)
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    messages.info(request, _("Your account needs a second factor. Please set one up to go on."))
    return redirect("mfa_index")


def connect() -> None:
    """Once, when the apps are ready."""
    authenticator_added.connect(_added)
    authenticator_removed.connect(_removed)


def _added(request: HttpRequest, user, authenticator, **kwargs) -> None:
    """Setting it up has shown it; the code that was typed for it is good for nothing else."""
    if authenticator.type == authenticator.Type.TOTP:
        codes.is_first_use(user, request.POST.get("code", ""))
    record_authentication(request, user, MFA, id=authenticator.pk, type=authenticator.type)


def _removed(request: HttpRequest, user, **kwargs) -> None:
    """Who has taken the last away has none to show."""
    if not is_mfa_enabled(user):
        records = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            record for record in records if record["method"] != MFA
        ]
