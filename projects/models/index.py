"""The list of the projects."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from dci.models import SitePage

from .. import catalogue
from ..export import FORMATS
from ..listing import ProjectListing


class ProjectIndexPage(SitePage):
    """All projects, by scope, region and status."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Shown above the list of projects.")
    )

    translated_fields = ["title", "introduction", "seo_title", "search_description"]

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
    ]

    parent_page_types = ["dci.HomePage"]
    subpage_types = ["projects.ProjectPage"]
    max_count = 1
    page_description = _("The list of all projects.")

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": self.listing(request)}

    def listing(self, request) -> ProjectListing:
        """The projects that ``request`` asks for."""
        return ProjectListing(catalogue.public(), request.GET)

    def serve(self, request, *args, **kwargs):
        """``?format=csv``, ``json`` or ``ics`` gives the same projects as data."""
        if export := FORMATS.get(request.GET.get("format")):
            return export(self.listing(request), request)
        return super().serve(request, *args, **kwargs)
