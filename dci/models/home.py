"""The page that each language begins with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from dci.fields import BodyField
from dci.sharing import linked_data

from .site_page import SitePage


class HomePage(SitePage):
    """The home page: what the organisation stands for, and ways into the site."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("Two or three sentences below the title: who you are and what you do."),
    )
    body = BodyField(
        verbose_name=_("content"),
        blank=True,
        help_text=_("Figures, projects and links are added here, and moved by dragging."),
    )

    translated_fields = ["title", "introduction", "body", "seo_title", "search_description"]

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        FieldPanel("body_en"),
    ]

    parent_page_types = ["dci.SitePage"]
    max_count = 1
    page_description = _("The first page of the site.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def linked_data(self, request) -> list[dict]:
        return [linked_data.organisation(request)]
