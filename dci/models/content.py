"""The page for everything that has no type of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from dci.fields import BodyField

from .site_page import SitePage


class ContentPage(SitePage):
    """A page of text: about, actions, legal notices. Such pages can be kept inside each other."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("One or two sentences below the title: what the page is about."),
    )
    body = BodyField(
        verbose_name=_("content"),
        blank=True,
        help_text=_("Text, pictures and everything else is added here, and moved by dragging."),
    )

    translated_fields = ["title", "introduction", "body", "seo_title", "search_description"]

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        FieldPanel("body_en"),
    ]

    parent_page_types = ["dci.HomePage", "dci.ContentPage"]
    page_description = _("A page of text and pictures, for example “About us”.")

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
