"""What results can be narrowed by.

Models that results are sorted by say so themselves: ``search_facet = "region"``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from dci.translation.models import Text

from .models import Facet, Kind, hidden
from .words import fold

Private = list[tuple[str, str]]  # as ``private_paths`` says


@dataclass(frozen=True)
class Choices:
    """A filter with the choices it offers now."""

    name: str
    label: str
    options: list[tuple[str, Text | str]]
    asked: str

    @property
    def chosen(self) -> str:
        """What is asked for; what there is not counts as not asked for."""
        return self.asked if self.asked in dict(self.options) else ""


@dataclass(frozen=True)
class Filter:
    """A filter of the search form; ``options`` asks for what there is to choose from.

    It is given what ``read`` is.
    """

    name: str
    label: str
    options: Callable[[list[Model], Private], Iterator[tuple[str, Text | str]]]

    def read(self, subjects: list[Model], private: Private, asked: str) -> Choices:
        """``subjects`` are the objects of all models that results are sorted by."""
        return Choices(self.name, self.label, list(self.options(subjects, private)), asked)


def subject_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if getattr(model, "search_facet", "")]


def _kinds(_subjects: list[Model], _private: Private) -> Iterator[tuple[str, str]]:
    labels = {
        Kind.PROJECT: _("Projects"),
        Kind.PARTNER: _("Partners"),
        Kind.PAGE: _("Other pages"),
        Kind.DOCUMENT: _("Documents"),
    }
    yield from labels.items()


def _called(name: str, subjects: list[Model], _private: Private) -> Iterator[tuple[str, Text]]:
    """The objects whose model calls itself ``name``, as a reader's dictionary sorts them."""
    own = (subject for subject in subjects if subject.search_facet == name)
    found = [(subject.slug, subject.translated("name")) for subject in own]
    yield from sorted(found, key=lambda option: fold(str(option[1])))


def _years(_subjects: list[Model], private: Private) -> Iterator[tuple[str, str]]:
    public = Facet.objects.filter(axis="year").exclude(hidden(private, "entry__"))
    found = public.values_list("code", flat=True)
    yield from ((code, code) for code in found.order_by("-code").distinct())


FILTERS = [
    Filter("type", _("Type"), _kinds),
    Filter("region", _("Region"), partial(_called, "region")),
    Filter("theme", _("Theme"), partial(_called, "theme")),
    Filter("year", _("Year"), _years),
]
