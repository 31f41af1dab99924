"""What the page of a project shows beside its own fields."""

from itertools import groupby

from django.utils.functional import cached_property

from dci.at_once import fetch_related, fetched
from dci.translation.models import reading

from .. import about, calendar
from .documents import DocumentSet
from .querysets import Status, status_of, years_of
from .rows import KeyFigure, Milestone, ProjectRole
from .subjects import Region, Theme


class ShowsRows:
    """The rows of a project, in the language it is read in, and what follows from its dates."""

    search_kind = "project"

    def search_words(self, language: str) -> list[str]:
        """Acronym, regions, themes and countries, by their names in ``language``."""
        subjects = [*self.regions.all(), *self.themes.all()]
        names = [str(subject.translated("name", language)) for subject in subjects]
        return [self.acronym, *names, *(str(country.name) for country in self.countries)]

    def search_facets(self) -> list[tuple[str, str]]:
        regions = [("region", region.slug) for region in self.regions.all()]
        themes = [("theme", theme.slug) for theme in self.themes.all()]
        return [*regions, *themes, *(("year", str(year)) for year in self.years)]

    @property
    def years(self) -> range:
        """The years the project is known to have lasted, none without a date."""
        return years_of(self.start, self.end)

    @cached_property
    def status(self) -> Status | None:
        """``planned``, ``ongoing``, ``completed``, or ``None`` without a date."""
        return status_of(self.start, self.end)

    @property
    def status_label(self) -> str:
        return str(self.status.label) if self.status else ""

    @property
    def scope_label(self) -> str:
        """What ``get_scope_display`` says, which compares each label with what it looks for."""
        return str(self.Scope(self.scope).label)

    @property
    def has_days(self) -> bool:
        """Whether it can stand in a calendar."""
        return calendar.has_days(self)

    def serve(self, request, *args, **kwargs):
        """``?format=ics`` gives the project to calendars, if its days are known."""
        if request.GET.get("format") == "ics" and self.has_days:
            return calendar.calendar([self], request)
        return super().serve(request, *args, **kwargs)

    def linked_data(self, request) -> list[dict]:
        return about.project(self, request)

    @cached_property
    def regions_shown(self) -> list[Region]:
        return fetched(self, "regions")

    @cached_property
    def themes_shown(self) -> list[Theme]:
        return fetched(self, "themes")

    @cached_property
    def figures_shown(self) -> list[KeyFigure]:
        return reading(self.figures.all(), self.reading_language)

    @cached_property
    def milestones_shown(self) -> list[Milestone]:
        return reading(self.milestones.all(), self.reading_language)

    @cached_property
    def document_sets_shown(self) -> list[DocumentSet]:
        """The documents of which at least one language version can be opened."""
        sets = fetch_related(self.document_sets.all(), "variants__document")
        return [shown for shown in reading(sets, self.reading_language) if shown.variants_shown]

    @cached_property
    def roles_shown(self) -> list[ProjectRole]:
        """Who does what, whether or not the notes are translated."""
        roles = fetch_related(self.roles.all(), "organisation__partner_pages")
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
