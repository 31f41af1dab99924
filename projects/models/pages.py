"""The page of a project."""

from itertools import groupby

from django import forms
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import PageManager

from dci.dates import validate_order
from dci.fields import BodyField, PartialDateField
from dci.models import SitePage, fetch_related
from dci.translation.models import reading

from ..forms import ProjectPageForm
from ..widgets import CountriesWidget
from .documents import DocumentSet, DocumentVariant
from .querysets import ProjectPageQuerySet, Status, status_of
from .rows import KeyFigure, Milestone, ProjectRole
from .subjects import Region, Theme


class ProjectPage(SitePage):
    """A project: where, when, with whom, with what result."""

    class Scope(models.TextChoices):
        INTERNATIONAL = "international", _("international")
        REGIONAL = "regional", _("regional")

    scope = models.CharField(_("scope"), max_length=20, choices=Scope, default=Scope.INTERNATIONAL)
    regions = ParentalManyToManyField(
        Region,
        verbose_name=_("regions"),
        blank=True,
        related_name="projects",
        help_text=_("A regional project has at least one."),
    )
    countries = CountryField(
        _("countries"), multiple=True, blank=True, help_text=_("Where the project is at work.")
    )
    themes = ParentalManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="projects"
    )
    start = PartialDateField(_("beginning"), blank=True)
    end = PartialDateField(_("end"), blank=True)
    place = models.CharField(
        _("place"), max_length=255, blank=True, help_text=_("If it is held in one place.")
    )
    subtitle = models.CharField(_("subtitle"), max_length=255, blank=True)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences, shown in lists too.")
    )
    image = models.ForeignKey(
        "dci.SiteImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField(verbose_name=_("content"), blank=True)

    objects = PageManager.from_queryset(ProjectPageQuerySet)()

    translated_fields = [
        "title",
        "subtitle",
        "place",
        "introduction",
        "body",
        "seo_title",
        "search_description",
    ]

    base_form_class = ProjectPageForm
    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("subtitle_en"),
                FieldPanel("acronym"),
                FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
            ],
            _("In short"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("scope", widget=forms.RadioSelect),
                FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
                FieldPanel("countries", widget=CountriesWidget),
                FieldPanel("place_en"),
            ],
            _("Where"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("start"), FieldPanel("end")])], _("When")),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("image"),
        FieldPanel("body_en"),
        InlinePanel("figures", heading=_("Key figures"), label=_("figure")),
        InlinePanel("milestones", heading=_("Milestones"), label=_("milestone")),
        InlinePanel("roles", heading=_("Organisations"), label=_("organisation")),
        InlinePanel("document_sets", heading=_("Documents"), label=_("document")),
    ]

    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = []
    page_description = _("A page about one project.")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        validate_order(self.start, self.end, "end", _("The project ends before it begins."))

    @property
    def status(self) -> str | None:
        """``planned``, ``ongoing``, ``completed``, or ``None`` without a date."""
        return status_of(self.start, self.end)

    @property
    def status_label(self) -> str:
        return str(Status(self.status).label) if self.status else ""

    @cached_property
    def regions_shown(self) -> list[Region]:
        return list(self.regions.all())

    @cached_property
    def themes_shown(self) -> list[Theme]:
        return list(self.themes.all())

    @cached_property
    def figures_shown(self) -> list[KeyFigure]:
        return reading(self.figures.all(), self.reading_language)

    @cached_property
    def milestones_shown(self) -> list[Milestone]:
        return reading(self.milestones.all(), self.reading_language)

    @cached_property
    def document_sets_shown(self) -> list[DocumentSet]:
        """The documents of which at least one language version can be opened."""
        if self.document_sets.is_deferring:  # the rows of a preview are not in the database
            sets = self.document_sets.all()
        else:
            sets = DocumentVariant.objects.filter(document_set__project=self.pk).by_set()
        return [shown for shown in reading(sets, self.reading_language) if shown.variants_shown]

    @cached_property
    def roles_shown(self) -> list[ProjectRole]:
        """Who does what, whether or not the notes are translated."""
        roles = self.roles.select_related("organisation")
        roles = fetch_related(roles, "organisation__partner_pages")
        return [role for role in roles if role.organisation]

    @property
    def roles_by_kind(self) -> list[tuple[str, list[ProjectRole]]]:
        """The label of each role with those who have it, those who lead the project first."""
        order = ProjectRole.Role.values
        roles = sorted(self.roles_shown, key=lambda role: order.index(role.role))
        return [
            (str(ProjectRole.Role(role).label), list(rows))
            for role, rows in groupby(roles, key=lambda role: role.role)
        ]
