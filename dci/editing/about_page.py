"""What the screens about one page have in common."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci.models import SitePage


class AboutPageView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about ``page``, for whoever may edit it."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.page = get_object_or_404(SitePage, pk=pk, depth__gt=1)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, pk=pk)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(page=self.page, **kwargs)
