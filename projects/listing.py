"""What the list of projects shows: a choice of them, page by page, and how to choose otherwise.

It costs seven queries, whatever the number of projects: what each is chosen by, the regions and
those of each project, the themes, the partners, and the projects of one page with theirs.
"""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from dci.search.words import fold
from dci.translation.models import Text

from .models.pages import ProjectPage
from .models.querysets import ProjectPageQuerySet, Status, status_of, years_of
from .models.rows import ProjectRole
from .models.subjects import Region

PER_PAGE = 20
# What one chooses by, as it stands in the address, in the order of the filters.
FILTERS = {
    "scope": gettext_lazy("Scope"),
    "region": gettext_lazy("Region"),
    "status": gettext_lazy("Status"),
    "theme": gettext_lazy("Theme"),
    "country": gettext_lazy("Country"),
    "partner": gettext_lazy("Organisation"),
    "year": gettext_lazy("Year"),
}
SHORT = ("scope", "region", "status")  # always in sight; the others open on request


@dataclass(frozen=True)
class Entry:
    """A project, as far as it can be chosen by it."""

    pk: int
    codes: dict[str, frozenset[str]]

    def matches(self, chosen: dict[str, str]) -> bool:
        return all(code in self.codes[name] for name, code in chosen.items())


@dataclass(frozen=True)
class Filter:
    """One of ``FILTERS``, with its choices."""

    name: str
    label: str
    choices: list["Choice"]

    @property
    def current(self) -> "Choice | None":
        """What is chosen, unless it is everything."""
        return next((choice for choice in self.choices if choice.is_current and choice.code), None)


@dataclass(frozen=True)
class Choice:
    """A link that narrows or widens the list, with the number of projects behind it."""

    code: str
    label: Text | str
    count: int
    query: str
    is_current: bool


class ProjectListing:
    """The projects that a reader asked for with ``?region=africa&status=ongoing&page=2``.

    The names are those of ``FILTERS``. What is asked for and does not exist counts as not asked
    for: an old link shows the whole list.
    """

    def __init__(self, projects: ProjectPageQuerySet, asked: QueryDict):
        self._all = projects
        self._asked = asked

    @cached_property
    def projects(self) -> Page:
        """One page of the projects asked for, by title."""
        page = Paginator(self._found, PER_PAGE).get_page(self._asked.get("page"))
        by_key = self._all.for_cards().in_bulk([entry.pk for entry in page])
        page.object_list = [by_key[entry.pk] for entry in page]
        return page

    @property
    def total(self) -> int:
        return len(self._found)

    @property
    def is_filtered(self) -> bool:
        return bool(self._chosen)

    @property
    def page_query(self) -> str:
        """What stands before ``page=2`` in the links to the other pages of this list."""
        return f"{urlencode(self._chosen)}&" if self._chosen else ""

    @property
    def query(self) -> str:
        """The choice as it stands in an address."""
        return urlencode(self._chosen)

    @property
    def keys(self) -> list[int]:
        """The keys of all projects asked for, by title."""
        return [entry.pk for entry in self._found]

    @property
    def short_filters(self) -> list[Filter]:
        return [self.filter(name) for name in SHORT]

    @property
    def long_filters(self) -> list[Filter]:
        """The filters that have something to choose, each with the choices that lead anywhere."""
        filters = [self.filter(name) for name in FILTERS if name not in SHORT]
        return [one for one in filters if len(one.choices) > 1]

    def filter(self, name: str) -> Filter:
        choices = self._choices(name, self._labels[name])
        if name not in SHORT:
            choices = [choice for choice in choices if choice.count or choice.is_current]
        return Filter(name, str(FILTERS[name]), choices)

    @cached_property
    def _chosen(self) -> dict[str, str]:
        asked = {name: self._asked.get(name) for name in FILTERS}
        return {name: code for name, code in asked.items() if code in self._labels[name]}

    @cached_property
    def _regions(self) -> dict[int, Region]:
        return {region.pk: region for region in Region.objects.all()}

    @cached_property
    def _themes(self) -> dict[int, list]:
        """The themes of each project."""
        found = defaultdict(list)
        for link in ProjectPage.themes.through.objects.select_related("theme"):
            found[link.projectpage_id].append(link.theme)
        return found

    @cached_property
    def _organisations(self) -> dict[int, list]:
        """The organisations of each project, whatever they do in it."""
        found = defaultdict(list)
        roles = ProjectRole.objects.filter(organisation__isnull=False)
        for role in roles.select_related("organisation"):
            found[role.project_id].append(role.organisation)
        return found

    @cached_property
    def _labels(self) -> dict[str, dict[str, Text | str]]:
        """What can be asked for by each filter, with how it is called."""
        codes = {
            name: sorted({code for entry in self._entries for code in entry.codes[name]})
            for name in ("country", "year")
        }
        themes = {theme for entry in self._entries for theme in self._themes[entry.pk]}
        partners = {one for entry in self._entries for one in self._organisations[entry.pk]}
        return {
            "scope": dict(ProjectPage.Scope.choices),
            "region": {region.slug: region.translated("name") for region in self._regions.values()},
            "status": dict(Status.choices),
            "theme": _by_label({theme.slug: theme.translated("name") for theme in themes}),
            "country": _by_label({code: countries.name(code) for code in codes["country"]}),
            "partner": _by_label(
                {str(partner.pk): partner.translated("name") for partner in partners}
            ),
            "year": {year: year for year in reversed(codes["year"])},
        }

    @cached_property
    def _entries(self) -> list[Entry]:
        regions = defaultdict(set)
        for project, region in ProjectPage.regions.through.objects.values_list(
            "projectpage", "region"
        ):
            regions[project].add(self._regions[region].slug)
        rows = self._all.by_title().values_list("pk", "scope", "start", "end", "countries")
        return [
            Entry(
                pk,
                {
                    "scope": frozenset([scope]),
                    "region": frozenset(regions[pk]),
                    "status": frozenset([status_of(start, end) or ""]),
                    "theme": frozenset(theme.slug for theme in self._themes[pk]),
                    "country": frozenset(filter(None, (codes or "").split(","))),
                    "partner": frozenset(str(one.pk) for one in self._organisations[pk]),
                    "year": frozenset(map(str, years_of(start, end))),
                },
            )
            for pk, scope, start, end, codes in rows
        ]

    @cached_property
    def _found(self) -> list[Entry]:
        return [entry for entry in self._entries if entry.matches(self._chosen)]

    def _choices(self, name: str, labels: dict[str, Text | str]) -> list[Choice]:
        others = {key: code for key, code in self._chosen.items() if key != name}
        current = self._chosen.get(name, "")
        options = [("", _("All"), others)]
        options += [(code, label, {**others, name: code}) for code, label in labels.items()]
        return [
            Choice(code, label, self._count(chosen), urlencode(chosen), code == current)
            for code, label, chosen in options
        ]

    def _count(self, chosen: dict[str, str]) -> int:
        return sum(entry.matches(chosen) for entry in self._entries)


def _by_label(labels: dict[str, Text | str]) -> dict[str, Text | str]:
    """The same in the order of the labels, as a dictionary of the reader's language has them."""
    return dict(sorted(labels.items(), key=lambda item: fold(str(item[1]))))
