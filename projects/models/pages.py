"""The page of a project."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import PageManager

from dci.dates import validate_order
from dci.fields import BodyField, PartialDateField
from dci.models import SitePage

from ..forms import ProjectPageForm
from ..panels import PROJECT_PANELS
from .querysets import ProjectPageQuerySet
from .shown import ShowsRows
from .subjects import Region, Theme


class ProjectPage(ShowsRows, SitePage):
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

    shows = (
        *("regions", "themes", "figures", "milestones", "roles__organisation__partner_pages"),
        *("document_sets__variants__document", "image__renditions"),
    )

    base_form_class = ProjectPageForm
    content_panels = [*SitePage.content_panels, *PROJECT_PANELS]

    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = []
    page_description = _("A page about one project.")

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        validate_order(self.start, self.end, "end", _("The project ends before it begins."))
