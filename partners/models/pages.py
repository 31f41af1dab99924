"""The pages about the partners."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from dci.at_once import fetch_related
from dci.fields import BodyField
from dci.models import SitePage

from .organisations import Organisation, Relationship


class PartnerIndexPage(SitePage):
    """The list of the partners."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("Shown above the list of partners.")
    )
    body = BodyField(
        verbose_name=_("content"), blank=True, help_text=_("Shown below the list of partners.")
    )

    translated_fields = ["title", "introduction", "body", "seo_title", "search_description"]

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        FieldPanel("body_en"),
    ]

    parent_page_types = ["dci.HomePage"]
    subpage_types = ["partners.PartnerPage"]
    max_count = 1
    page_description = _("The list of all partners.")

    class Meta:
        verbose_name = _("list of partners")
        verbose_name_plural = _("lists of partners")

    @cached_property
    def partners_shown(self) -> list["PartnerPage"]:
        """The published partners by title, with organisations and relationships."""
        pages = PartnerPage.objects.child_of(self).live().public()
        return fetch_related(pages.by_title(), "organisation__relationships__other")


class PartnerPage(SitePage):
    """What the movement does with one partner."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="partner_pages",
        help_text=_("Name, logo and relationships are kept with the organisation."),
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences, shown in the list too.")
    )
    body = BodyField(verbose_name=_("content"), blank=True)

    translated_fields = ["title", "introduction", "body", "seo_title", "search_description"]
    search_kind = "partner"
    shows = ("organisation__relationships__other",)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("organisation"),
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        FieldPanel("body_en"),
    ]

    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types = []
    page_description = _("A page about one partner.")

    class Meta:
        verbose_name = _("partner page")
        verbose_name_plural = _("partner pages")

    @cached_property
    def relationships_shown(self) -> list[Relationship]:
        """What the partner is to the movement, in the order given by the editors."""
        return self.organisation.relationships_shown if self.organisation else []
