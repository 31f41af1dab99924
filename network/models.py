"""The networks that the movement and its Belgian section work in."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from dci.at_once import fetch_related
from dci.fields import BodyField
from dci.models import SitePage
from dci.translation.models import TranslatedColumns, reading
from partners.models import Organisation

SHORT_TEXT = ["bold", "italic", "ul", "link"]


class NetworkPage(SitePage):
    """The levels of the network, and the logos of those who belong to it."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences below the title.")
    )
    body = BodyField(
        verbose_name=_("content"), blank=True, help_text=_("Shown above the levels and the logos.")
    )

    translated_fields = ["title", "introduction", "body", "seo_title", "search_description"]
    shows = ("levels__members__organisation", "logo_groups__logos__organisation__logo__renditions")

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        FieldPanel("body_en"),
        InlinePanel("levels", heading=_("Levels"), label=_("level")),
        InlinePanel("logo_groups", heading=_("Logo walls"), label=_("logo wall")),
    ]

    parent_page_types = ["dci.HomePage", "dci.ContentPage"]
    subpage_types = []
    page_description = _("A page with networks and logo walls.")

    class Meta:
        verbose_name = _("network page")
        verbose_name_plural = _("network pages")

    @cached_property
    def levels_shown(self) -> list["NetworkLevel"]:
        levels = fetch_related(self.levels.all(), "members__organisation")
        return reading(levels, self.reading_language)

    @cached_property
    def logo_groups_shown(self) -> list["LogoGroup"]:
        logos = "logos__organisation__logo__renditions"
        groups = fetch_related(self.logo_groups.all(), logos)
        return reading(groups, self.reading_language)


class NetworkLevel(TranslatedColumns, Orderable, ClusterableModel):
    """The international or the national level, with the networks there."""

    class Key(models.TextChoices):
        INTERNATIONAL = "international", _("international")
        NATIONAL = "national", _("national")

    page = ParentalKey(NetworkPage, related_name="levels")
    key = models.CharField(_("level"), max_length=20, choices=Key, default=Key.INTERNATIONAL)
    title = models.CharField(_("title"), max_length=255)
    text = RichTextField(_("text"), blank=True, features=SHORT_TEXT)

    translated_fields = ["title", "text"]

    panels = [
        FieldPanel("key"),
        FieldPanel("title_en"),
        FieldPanel("text_en"),
        InlinePanel("members", heading=_("Organisations"), label=_("organisation")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("level")
        verbose_name_plural = _("levels")

    def __str__(self) -> str:
        return self.title_en or ""

    @cached_property
    def members_shown(self) -> list["NetworkMember"]:
        return [member for member in self.members.all() if member.organisation]


class NetworkMember(TranslatedColumns, Orderable):
    """A network, and the part that the movement or its section has in it."""

    level = ParentalKey(NetworkLevel, related_name="members")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    role = models.CharField(
        _("our role"), max_length=255, blank=True, help_text=_("For example “member”.")
    )
    text = RichTextField(_("what it does"), blank=True, features=SHORT_TEXT)

    translated_fields = ["role", "text"]

    panels = [FieldPanel("organisation"), FieldPanel("role_en"), FieldPanel("text_en")]

    class Meta(Orderable.Meta):
        verbose_name = _("organisation in the network")
        verbose_name_plural = _("organisations in the network")

    def __str__(self) -> str:
        return str(self.organisation or "")


class LogoGroup(TranslatedColumns, Orderable, ClusterableModel):
    """A wall of logos with its own heading."""

    page = ParentalKey(NetworkPage, related_name="logo_groups")
    title = models.CharField(_("heading"), max_length=255)

    translated_fields = ["title"]

    panels = [
        FieldPanel("title_en"),
        InlinePanel("logos", heading=_("Organisations"), label=_("organisation")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("logo wall")
        verbose_name_plural = _("logo walls")

    def __str__(self) -> str:
        return self.title_en or ""

    @cached_property
    def organisations_shown(self) -> list[Organisation]:
        return [entry.organisation for entry in self.logos.all() if entry.organisation]


class LogoEntry(Orderable):
    """The place of an organisation on a logo wall; its logo is kept with the organisation."""

    group = ParentalKey(LogoGroup, related_name="logos")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self) -> str:
        return str(self.organisation or "")
