"""What the organisation says about itself on every page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.settings.models import (
    BaseGenericSetting,
    BaseSiteSetting,
    register_setting,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable

from dci.moments import check_moments
from dci.translation.models import Translatable


class SocialLinkBlock(blocks.StructBlock):
    """The organisation's presence on another site."""

    label = blocks.CharBlock(label=_("Name of the site"), max_length=60)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("The organisation on another site, at the foot of every page.")
        template = "blocks/social_link.html"
        preview_value = {"label": "Mastodon", "url": "https://example.org/@dci"}


class Notice(models.Model):
    """When a notice is shown."""

    notice_from = models.DateTimeField(
        _("shown from"), null=True, blank=True, help_text=_("Left empty: at once.")
    )
    notice_until = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Left empty: until it is taken away.")
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        check_moments(self, "notice_from", "notice_until")
        if self.notice_from and self.notice_until and self.notice_until <= self.notice_from:
            raise ValidationError({"notice_until": _("The notice ends before it begins.")})

    @property
    def is_notice_time(self) -> bool:
        """Whether the notice is to be shown now, in the languages that it is written in."""
        now = timezone.now()
        has_begun = self.notice_from is None or self.notice_from <= now
        return has_begun and (self.notice_until is None or now < self.notice_until)


@register_setting(icon="site", order=1)
class SiteSettings(Translatable, Notice, ClusterableModel, BaseSiteSetting):
    """Name, mission, notice and contact of the organisation."""

    name = models.CharField(_("name"), max_length=255, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    mission = models.TextField(
        _("mission"), blank=True, help_text=_("One sentence, shown at the foot of every page.")
    )
    notice = RichTextField(
        _("notice"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("An urgent message at the top of every page. Leave empty for none."),
    )
    contact_name = models.CharField(
        _("office"), max_length=255, blank=True, help_text=_("Who answers at the address below.")
    )
    address = models.TextField(_("postal address"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    telephone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("With the country: +41 22 …")
    )

    # Not child rows: they are shown on every page, and these come with the settings' own row.
    social_links = StreamField(
        [("link", SocialLinkBlock())],
        verbose_name=_("the organisation elsewhere"),
        blank=True,
        help_text=_("Links to the organisation on other sites, shown at the foot of every page."),
    )

    translated_fields = ["name", "acronym", "mission", "notice", "contact_name", "address"]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name_en"),
                FieldPanel("acronym_en"),
                FieldPanel("mission_en", widget=AdminAutoHeightTextInput),
            ],
            _("The organisation"),
        ),
        MultiFieldPanel(
            [FieldPanel("notice_en"), FieldPanel("notice_from"), FieldPanel("notice_until")],
            _("Notice"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_name_en"),
                FieldPanel("address_en", widget=AdminAutoHeightTextInput),
                FieldPanel("email"),
                FieldPanel("telephone"),
            ],
            _("Contact"),
        ),
        InlinePanel("footer_links", heading=_("Pages in the footer"), label=_("page")),
        FieldPanel("social_links"),
    ]

    class Meta:
        verbose_name = _("organisation and contact")
        verbose_name_plural = _("organisation and contact")

    def __str__(self) -> str:
        name = str(capfirst(self._meta.verbose_name))
        return name if self.site.is_default_site else f"{name} – {self.site.hostname}"

    @classmethod
    def for_site(cls, site) -> "SiteSettings":
        """The settings of ``site``, unsaved if nobody has written any: a visit writes nothing."""
        return cls.base_queryset().filter(site=site).first() or cls(site=site)


@register_setting(icon="info-circle", order=2)
class StaffNotice(Notice, BaseGenericSetting):
    """What administrators have to tell everybody who works in the admin."""

    text = RichTextField(
        _("notice"),
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text=_(
            "Shown to all staff on their home page of the admin. Write it in each language that "
            "they read. Leave empty for none."
        ),
    )

    panels = [FieldPanel("text"), FieldPanel("notice_from"), FieldPanel("notice_until")]

    class Meta:
        verbose_name = _("notice to the staff")
        verbose_name_plural = _("notices to the staff")

    def __str__(self) -> str:
        return str(capfirst(self._meta.verbose_name))


class FooterLink(Orderable):
    """A page that every page's footer leads to."""

    settings = ParentalKey(SiteSettings, related_name="footer_links")
    page = models.ForeignKey(
        "dci.SitePage",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [FieldPanel("page")]
