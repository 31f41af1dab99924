"""What the list of projects shows: a choice of them, page by page, and how to choose otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dci import languages
from dci.at_once import Wanted, at_once

from .catalogue import Catalogue
from .models.pages import ProjectPage

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
ALL = '{} <span class="visually-hidden">({})</span>'
SHORT = ("scope", "region", "status")  # always in sight; the others open on request


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


class Choice(NamedTuple):
    """A link that narrows or widens the list, with the number of projects behind it."""

    code: str
    label: SafeString
    count: int
    query: str
    is_current: bool


class ProjectListing:
    """The projects that a reader asked for with ``?region=africa&status=ongoing&page=2``.

    The names are those of ``FILTERS``. What is asked for and does not exist counts as not asked
    for: an old link shows the whole list.
    """

    def __init__(self, catalogue: Catalogue, asked: QueryDict):
        self._catalogue = catalogue
        self._asked = asked

    @cached_property
    def projects(self) -> Page:
        """One page of the projects asked for, by title."""
        page = Paginator(self.keys, PER_PAGE).get_page(self._asked.get("page"))
        page.object_list = published([*page], "regions")
        return page

    @property
    def total(self) -> int:
        return len(self.keys)

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

    @cached_property
    def keys(self) -> list[int]:
        """The keys of all projects asked for, by title."""
        return self._catalogue.keys_of(self._chosen)

    @property
    def short_filters(self) -> list[Filter]:
        return [self.filter(name) for name in SHORT]

    @cached_property
    def long_filters(self) -> list[Filter]:
        """The filters that have something to choose, each with the choices that lead anywhere."""
        filters = [self.filter(name) for name in FILTERS if name not in SHORT]
        return [one for one in filters if len(one.choices) > 1]

    def filter(self, name: str) -> Filter:
        label, everything = _labels(name, languages.current())
        choices = [
            choice
            for choice in self._choices(name, everything)
            if choice.count or choice.is_current or name in SHORT
        ]
        return Filter(name, label, choices)

    @cached_property
    def _chosen(self) -> dict[str, str]:
        asked = {name: self._asked.get(name) for name in FILTERS}
        return {name: code for name, code in asked.items() if code in self._catalogue.labels[name]}

    def _choices(self, name: str, everything: SafeString) -> Iterator[Choice]:
        chosen, current = {**self._chosen}, self._chosen.get(name, "")
        chosen.pop(name, None)
        found, bits = self._catalogue.matching(chosen), self._catalogue.bits[name]
        yield Choice("", everything, found.bit_count(), urlencode(chosen), not current)
        start = urlencode({**chosen, name: ""})
        for code, label in self._catalogue.labels[name].items():
            count = (found & bits.get(code, 0)).bit_count()
            yield Choice(code, label, count, start + quote_plus(code), code == current)


@cache
def _labels(name: str, _language: str) -> tuple[str, SafeString]:
    """How a filter is called, and the choice that is none."""
    return str(FILTERS[name]), format_html(ALL, _("All"), FILTERS[name])


def published(keys: list[int], *lookups: str) -> list[ProjectPage]:
    """The projects with these keys, in their order, without their bodies and in one query."""
    [found] = at_once(Wanted(ProjectPage, keys, lookups))
    return [found[key] for key in keys if key in found and found[key].live]
