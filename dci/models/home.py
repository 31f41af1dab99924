"""The page that each language begins with."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Site

from dci import languages
from dci.fields import BodyField
from dci.sharing import linked_data

from .site_page import SEARCH_ENGINE_PANELS, SitePage


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
    # No slug, which is not part of any address, and might be that of Wagtail's first page.
    promote_panels = [MultiFieldPanel(SEARCH_ENGINE_PANELS, _("For search engines"))]

    parent_page_types = ["dci.SitePage"]
    max_count = 1
    page_description = _("The first page of the site.")

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """At the top of the tree only: what is below Wagtail's first page goes with it."""
        return parent.is_root() and super().can_create_at(parent)

    def save(self, **kwargs) -> None:
        super().save(**kwargs)
        if self.live and self.live_revision_id and welcome():
            self.begin_site()

    def begin_site(self) -> None:
        """Let the site begin here, and remove the page that Wagtail welcomes with."""
        site, first = Site.objects.get(is_default_site=True), welcome()
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.root_page, site.site_name = self, settings.WAGTAIL_SITE_NAME
        site.hostname = address.hostname
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.save()
        if first:
            with languages.source_language():  # the history asks for a title, and it has no other
                first.delete()

    def linked_data(self, request) -> list[dict]:
        return [linked_data.organisation(request)]


def welcome() -> SitePage | None:
    """The page that Wagtail welcomes with, if the site still begins with it."""
    first = SitePage.objects.filter(sites_rooted_here__is_default_site=True).first()
    return first if first and first.specific_class is SitePage else None
