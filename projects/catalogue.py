"""What the public projects can be chosen by, worked out once and kept until something changes.

Each thing to choose by ("region", "africa") is a number whose bits are the projects that have it,
in the order of their titles. To choose is to multiply bits, and to count is to count them: 10,000
projects cost a reader no more than ten.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet, Value
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django_countries import countries

from dci import languages
from dci.at_once import Wanted, at_once
from dci.kept import kept
from dci.search.words import fold
from dci.templatetags.languages import marked
from dci.translation.models import Text
from partners.models import Organisation

from .models.pages import ProjectPage
from .models.querysets import ProjectPageQuerySet, Status, status_of, years_of
from .models.rows import ProjectRole
from .models.subjects import Region, Theme

Labels = dict[str, Text | str]


@dataclass(frozen=True)
class Catalogue:
    """``keys`` are those of the projects, by title; ``bits`` by name and code of what they have.

    ``labels`` say how everything is called that can be asked for, in the order in which it is
    offered, as HTML: a page shows a hundred of them.
    """

    keys: list[int]
    bits: dict[str, dict[str, int]]
    labels: dict[str, dict[str, SafeString]]
    regions: list[Region]

    def matching(self, chosen: dict[str, str]) -> int:
        """The projects that have all of ``chosen``."""
        found = (1 << len(self.keys)) - 1
        for name, code in chosen.items():
            found &= self.bits[name].get(code, 0)
        return found

    def count(self, chosen: dict[str, str]) -> int:
        return self.matching(chosen).bit_count()

    def keys_of(self, chosen: dict[str, str]) -> list[int]:
        """The keys of the projects that have all of ``chosen``, by title."""
        if not chosen:
            return self.keys
        bits = reversed(f"{self.matching(chosen):0{len(self.keys)}b}")
        return [key for key, bit in zip(self.keys, bits, strict=True) if bit == "1"]


def public() -> Catalogue:
    """The catalogue of the projects that every visitor may see, in the active language."""
    key = "projects", languages.current()
    return kept(key, lambda: read(ProjectPage.objects.live().public()))


def read(projects: ProjectPageQuerySet) -> Catalogue:
    """Three queries, whatever the number of projects."""
    links = [*_links()]
    partners = {key for name, _project, key in links if name == "partner"}
    regions, themes, organisations = at_once(
        Wanted(Region, None), Wanted(Theme, None), Wanted(Organisation, partners)
    )
    codes = {
        "region": {key: region.slug for key, region in regions.items()},
        "theme": {key: theme.slug for key, theme in themes.items()},
        "partner": {key: str(key) for key in organisations},
    }
    linked = defaultdict(list)
    for name, project, key in links:
        if code := codes[name].get(key):  # else it was deleted between the two questions
            linked[project].append((name, code))
    keys, bits = [], defaultdict(lambda: defaultdict(list))
    for place, row in enumerate(
        projects.by_title().values_list("pk", "scope", "start", "end", "countries")
    ):
        keys.append(row[0])
        for name, code in {*_facts(*row[1:]), *linked[row[0]]}:
            bits[name][code].append(place)
    labels = _labels(bits, regions.values(), themes.values(), organisations.values())
    return Catalogue(
        keys,
        {name: {code: _as_bits(places) for code, places in bits[name].items()} for name in NAMES},
        {name: {code: _shown(labels[name][code]) for code in labels[name]} for name in NAMES},
        [*regions.values()],
    )


NAMES = ("scope", "region", "status", "theme", "country", "partner", "year")


def _links() -> Iterator[tuple[str, int, int]]:
    """What kind of thing, project, and key of the thing."""
    regions = ProjectPage.regions.through.objects.values_list(
        Value("region"), "projectpage", "region"
    )
    themes = ProjectPage.themes.through.objects.values_list(Value("theme"), "projectpage", "theme")
    # Django's own queryset: modeltranslation's gives the values in another order.
    roles = QuerySet(ProjectRole).filter(organisation__isnull=False).order_by()
    partners = roles.values_list(Value("partner"), "project", "organisation")
    yield from regions.union(themes, partners, all=True)


def _facts(scope: str, start: str, end: str, codes: str | None) -> Iterator[tuple[str, str]]:
    yield "scope", scope
    if status := status_of(start, end):
        yield "status", str(status)
    yield from (("country", code) for code in (codes or "").split(",") if code)
    yield from (("year", str(year)) for year in years_of(start, end))


def _as_bits(places: list[int]) -> int:
    bits = bytearray(max(places) // 8 + 1)
    for place in places:
        bits[place // 8] |= 1 << place % 8
    return int.from_bytes(bits, "little")


def _labels(
    bits: dict[str, dict],
    regions: Iterable[Region],
    themes: Iterable[Theme],
    organisations: Iterable[Organisation],
) -> dict[str, Labels]:
    partners = {str(one.pk): one.translated("name") for one in organisations}
    return {
        "scope": dict(ProjectPage.Scope.choices),
        "region": {region.slug: region.translated("name") for region in regions},
        "status": dict(Status.choices),
        "theme": _by_label({one.slug: one.translated("name") for one in themes}, bits["theme"]),
        "country": _by_label({code: countries.name(code) for code in bits["country"]}),
        "partner": _by_label(partners, bits["partner"]),
        "year": {year: year for year in sorted(bits["year"], reverse=True)},
    }


def _shown(label: Text | str) -> SafeString:
    language = getattr(label, "language", languages.current())
    return marked(Text(capfirst(str(label)), language))


def _by_label(labels: Labels, had: Iterable[str] | None = None) -> Labels:
    """Those that some project has, in the order of the labels as a dictionary has them."""
    found = labels.items() if had is None else ((code, labels[code]) for code in had)
    return dict(sorted(found, key=lambda item: fold(str(item[1]))))
