"""The one register of organisations: every page and every logo wall points at it."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from dci import languages, renditions
from dci.at_once import fetch_related
from dci.dates import validate_order
from dci.fields import PartialDateField
from dci.links import keeping as links
from dci.search import index, words
from dci.translation.models import Translatable, TranslatedColumns

from ..forms import OrganisationForm

NAMES = [
    languages.column(field, code)
    for field in ("name", "acronym", "former_name")
    for code in languages.ALL
]


def plain_names(text: str) -> str:
    """``text`` as it is compared: « É.C.P.A.T. » is "ecpat"."""
    return words.fold(text).replace(".", "").replace("’", "'")


class OrganisationQuerySet(models.QuerySet):
    def with_logos(self) -> "OrganisationQuerySet":
        """With the logos and their sizes, for logo walls."""
        return self.select_related("logo").prefetch_related("logo__renditions")

    def named(self, query: str) -> "OrganisationQuerySet":
        """Those whose names, in any language, hold each word of ``query``.

        Accents, capitals and the points of an acronym make no difference, which no database of
        ours can tell by itself; the names of 2,000 organisations are read in a few milliseconds.
        """
        wanted = plain_names(query).split()
        rows = self.order_by().values_list("pk", *NAMES)
        found = [
            pk
            for pk, *names in rows
            if all(word in plain_names(" ".join(filter(None, names))) for word in wanted)
        ]
        return self.filter(pk__in=found)


class Organisation(Translatable, ClusterableModel):
    """A body that the movement works with, or a part of the movement itself."""

    class Kind(models.TextChoices):
        MOVEMENT = "movement", _("the movement")
        SECTION = "section", _("national section")
        DESK = "desk", _("regional desk")
        UNITED_NATIONS = "un", _("United Nations body")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organisation")
        NETWORK = "network", _("network or coalition")
        NGO = "ngo", _("non-governmental organisation")
        UNIVERSITY = "university", _("university")
        AUTHORITY = "authority", _("public authority")
        FUNDER = "funder", _("funder")
        OTHER = "other", _("other organisation")

    name = models.CharField(_("name"), max_length=255)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    former_name = models.CharField(_("former name"), max_length=255, blank=True)
    description = RichTextField(
        _("description"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("One or two sentences about the organisation itself."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NGO)
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "dci.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Best an SVG. Empty borders are cut off. Without a logo, the name is shown."),
    )
    logo_permission = models.CharField(
        _("permission to show the logo"),
        max_length=255,
        blank=True,
        help_text=_("Who has given it, when, and what it is for: “A. Diallo by e-mail, May 2026”."),
    )

    objects = OrganisationQuerySet.as_manager()

    translated_fields = ["name", "acronym", "former_name", "description"]
    search_names = ["name", "acronym", "former_name"]

    base_form_class = OrganisationForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("name_en"), FieldPanel("acronym_en"), FieldPanel("former_name_en")],
            _("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("country"),
                FieldPanel("website"),
                FieldPanel("logo"),
                FieldPanel("logo_permission"),
                FieldPanel("description_en"),
            ],
            _("About the organisation"),
        ),
        InlinePanel(
            "relationships",
            heading=_("Relationships with the movement"),
            label=_("relationship"),
            help_text=_("What this organisation is to the movement or to one of its sections."),
        ),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = [languages.column("name", languages.SOURCE), "pk"]

    def __str__(self) -> str:
        return f"{self.name_en} ({self.acronym_en})" if self.acronym_en else self.name_en or ""

    def shown_anew(self) -> None:
        index.refresh_pages_with(self)
        links.refresh(self)
        if self.logo_id:
            renditions.want(self)

    @property
    def host(self) -> str:
        """The website without protocol and path: ``example.org``."""
        return (urlsplit(self.website).hostname or "").removeprefix("www.")

    @cached_property
    def page(self) -> "models.Model | None":
        """The published page about the organisation."""
        return next((page for page in self.partner_pages.all() if page.live), None)

    @cached_property
    def relationships_shown(self) -> list["Relationship"]:
        """What the organisation is to the movement, in the order given by the editors.

        In every language: organisations, dates and kinds are facts, even if a note is untranslated.
        """
        rows = fetch_related(self.relationships.all(), "other")
        return [row for row in rows if row.other]


class Relationship(TranslatedColumns, Orderable):
    """What an organisation is to the movement, or to one of its sections, and since when."""

    class Kind(models.TextChoices):
        SPECIAL_CONSULTATIVE_STATUS = (
            "special_consultative_status",
            _("special consultative status"),
        )
        CONSULTATIVE_STATUS = "consultative_status", _("consultative status")
        PARTNERSHIP = "partnership", _("partnership")
        PLATFORM_MEMBER = "platform_member", _("platform member")
        STEERING_COMMITTEE_HOST = "steering_committee_host", _("steering committee member and host")
        FOUNDING_MEMBER = "founding_member", _("founding member")
        MEMBER = "member", _("member")
        AGREEMENT = "agreement", _("agreement")
        JOINT_WORK = "joint_work", _("joint work")
        INITIATOR = "initiator", _("initiator")
        CO_FOUNDER = "co_founder", _("co-founder and co-director")

    organisation = ParentalKey(Organisation, related_name="relationships")
    other = models.ForeignKey(
        Organisation,
        verbose_name=_("whose relationship"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Normally the international movement or its Belgian section."),
    )
    kind = models.CharField(_("kind"), max_length=40, choices=Kind)
    since = PartialDateField(_("since"), blank=True)
    until = PartialDateField(_("until"), blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True)

    translated_fields = ["note"]

    panels = [
        FieldPanel("other"),
        FieldPanel("kind"),
        FieldPanel("since"),
        FieldPanel("until"),
        FieldPanel("note_en"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("relationship")
        verbose_name_plural = _("relationships")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.other or ''}"

    def clean(self) -> None:
        super().clean()
        message = _("The relationship ends before it begins.")
        validate_order(self.since, self.until, "until", message)
