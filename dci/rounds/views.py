"""The state of the site, in the admin's settings."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import AdminOnlyMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from . import state

NAME = "state_of_the_site"


class StateView(WagtailAdminTemplateMixin, TemplateView):
    """For administrators: addresses of people are in it."""

    template_name = "rounds/state.html"
    page_title = _("State of the site")
    header_icon = "tick-inverse"

    def dispatch(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(parts=state.parts(), **kwargs)


def urls() -> list:
    return [path("state/", StateView.as_view(), name=NAME)]


def menu_item() -> AdminOnlyMenuItem:
    return AdminOnlyMenuItem(
        StateView.page_title, reverse(NAME), name=NAME, icon_name="tick-inverse", order=8000
    )
