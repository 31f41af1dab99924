"""Signing in: allauth's view in the place of Wagtail's, so that no way leads past it."""

from allauth.account import views as account_views
from allauth.decorators import rate_limit
from allauth.mfa.base import views as factor_views
from allauth.usersessions import views as session_views
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.admin.views.account import PasswordResetView
from wagtail.log_actions import log
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import browsers
from .second_factor import lacks_factor, show_the_way


class SignInView(account_views.LoginView):
    """Who is signed in goes on, but for those who may not open the admin and would come back."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if lacks_factor(request):
            return show_the_way(request)
        if request.user.has_perm("wagtailadmin.access_admin"):
            return HttpResponseRedirect(self.get_success_url() or reverse("wagtailadmin_home"))
        return super().get(request, *args, **kwargs)


class SessionsView(session_views.ListUserSessionsView):
    """Where one is signed in; ends all sessions elsewhere, or the one that is named."""

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.browser = browsers.in_words(session.user_agent)
        return context

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "session" not in request.POST:
            return super().post(request, *args, **kwargs)
        own = UserSession.objects.filter(user=request.user)
        session = get_object_or_404(own, pk=request.POST["session"])
        session.end()
        log(request.user, "signing_in.out")
        messages.success(request, _("That session has ended."))
        return redirect("usersessions_list")


ask_for_password = rate_limit(action="reset_password")(PasswordResetView.as_view())

# Before Wagtail's addresses, which need somebody who is signed in already.
entrance_urls = decorate_urlpatterns(
    [
        path("login/", SignInView.as_view(), name="account_login"),
        path("login/cancel/", account_views.logout, name="account_logout"),
        path("second-factor/authenticate/", factor_views.authenticate, name="mfa_authenticate"),
        path("password_reset/", ask_for_password, name="wagtailadmin_password_reset"),
    ],
    never_cache,
)

# A page that asks for a log-in would offer one of its own, without a second factor.
private_page_login = RedirectView.as_view(pattern_name="account_login", query_string=True)


def account_urls() -> list:
    """Below the admin's address, in the language that somebody has chosen for it."""
    return [
        path("second-factor/", include("allauth.mfa.urls")),
        path(
            "second-factor/password/", account_views.reauthenticate, name="account_reauthenticate"
        ),
        path("account/sessions/", SessionsView.as_view(), name="usersessions_list"),
    ]


def factor_item(request: HttpRequest) -> dict:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("A code of your phone or a key, besides your password."),
    }


def sessions_item(request: HttpRequest) -> dict:
    return {
        "url": reverse("usersessions_list"),
        "label": _("Sessions"),
        "help_text": _("Where you are signed in, and signing out there."),
    }
