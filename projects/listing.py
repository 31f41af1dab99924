"""What the list of projects shows: a choice of them, page by page, and how to choose otherwise.

It costs five queries, whatever the number of projects: what each is chosen by, which regions it
has, the regions themselves, and the projects of one page with theirs.
"""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dci.translation.models import Text

from .models.pages import ProjectPage
from .models.querysets import ProjectPageQuerySet, Status, status_of
from .models.subjects import Region

PER_PAGE = 20


@dataclass(frozen=True)
class Entry:
    """A project, as far as it can be chosen by it."""

    pk: int
    scope: str
    status: str
    regions: frozenset[str]

    def matches(self, chosen: dict[str, str]) -> bool:
        return (
            chosen.get("scope", self.scope) == self.scope
            and chosen.get("status", self.status) == self.status
            and ("region" not in chosen or chosen["region"] in self.regions)
        )


@dataclass(frozen=True)
class Choice:
    """A link that narrows or widens the list, with the number of projects behind it."""

    code: str
    label: Text | str
    count: int
    query: str
    is_current: bool


class ProjectListing:
    """The projects that a reader asked for with ``?scope=``, ``region=``, ``status=``, ``page=``.

    What is asked for and does not exist counts as not asked for: an old link shows the whole list.
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
    def scopes(self) -> list[Choice]:
        return self._choices("scope", dict(ProjectPage.Scope.choices))

    @property
    def regions(self) -> list[Choice]:
        labels = {region.slug: region.translated("name") for region in self._regions.values()}
        return self._choices("region", labels)

    @property
    def statuses(self) -> list[Choice]:
        return self._choices("status", dict(Status.choices))

    @cached_property
    def _regions(self) -> dict[int, Region]:
        return {region.pk: region for region in Region.objects.all()}

    @cached_property
    def _chosen(self) -> dict[str, str]:
        known = {
            "scope": ProjectPage.Scope.values,
            "region": [region.slug for region in self._regions.values()],
            "status": Status.values,
        }
        asked = {name: self._asked.get(name) for name in known}
        return {name: code for name, code in asked.items() if code in known[name]}

    @cached_property
    def _entries(self) -> list[Entry]:
        regions = defaultdict(set)
        for project, region in ProjectPage.regions.through.objects.values_list(
            "projectpage", "region"
        ):
            regions[project].add(self._regions[region].slug)
        rows = self._all.by_title().values_list("pk", "scope", "start", "end")
        return [
            Entry(pk, scope, status_of(start, end) or "", frozenset(regions[pk]))
            for pk, scope, start, end in rows
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
