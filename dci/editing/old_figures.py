"""The report of figures whose year is long ago, in the texts of pages and in their rows.

Figures that are rows of a page, the app that has them tells with the hook ``register_old_figures``:
a function of the last year and of a query of pages that yields each ``OldFigure``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from django.conf import settings
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from dci import formatting, languages
from dci.models import SitePage

from .menu import EditorsMenuItem
from .page_lists import ExportMixin
from .reports import EditorsReport

HOOK = "register_old_figures"
NAME = "old_figures"
FIGURE = {"value", "label", "year"}


@dataclass(frozen=True)
class OldFigure:
    """A figure of a page as its last published version has it."""

    page: SitePage
    value: int
    label: str
    year: int
    source: str = ""

    @property
    def words(self) -> str:
        return f"{formatting.number(self.value)} {self.label}"

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


def last_year() -> int:
    """The newest year that is long ago."""
    return timezone.localdate().year - settings.FIGURES_GOOD_FOR - 1


def old_figures(pages: QuerySet, until: int) -> list[OldFigure]:
    """The figures of ``until`` or before on these pages, the oldest first."""
    found = [*_in_texts(pages, until)]
    for hook in hooks.get_hooks(HOOK):
        found += hook(until, pages)
    return sorted(found, key=attrgetter("year", "page.title_en", "label"))


def _in_texts(pages: QuerySet, until: int) -> Iterator[OldFigure]:
    for model in get_page_models():
        for field in _bodies(model):
            text = Cast(field, TextField())
            with_years = model.objects.annotate(as_text=text).filter(as_text__contains='"year"')
            for page in with_years.filter(pk__in=pages).only("title_en", field):
                for one in _figures(list(getattr(page, field).raw_data)):
                    if one["year"] and one["value"] is not None and one["year"] <= until:
                        source = one.get("source") or ""
                        yield OldFigure(page, one["value"], one["label"], one["year"], source)


def _bodies(model: type[SitePage]) -> list[str]:
    """The columns of the source that hold blocks, without those of the base page."""
    translated = model.translated_fields
    return [
        languages.column(field.name, languages.SOURCE) if field.name in translated else field.name
        for field in model._meta.local_fields
        if isinstance(field, StreamField) and not hasattr(field, "translated_field")
    ]


def _figures(raw) -> Iterator[dict]:
    """What has the parts of a figure, wherever it stands in stored blocks."""
    if isinstance(raw, dict) and raw.keys() >= FIGURE:
        yield raw
    elif isinstance(raw, (dict, list)):
        for part in raw.values() if isinstance(raw, dict) else raw:
            yield from _figures(part)


class OldFiguresReport(ExportMixin, EditorsReport):
    """Figures on published pages that may have been overtaken."""

    model = SitePage
    page_title = _("Old figures")
    header_icon = "order"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    columns = [
        TitleColumn("page", label=_("Page"), get_url=attrgetter("edit_url")),
        Column("words", label=_("Figure")),
        Column("year", label=_("Year")),
        Column("source", label=_("Source")),
    ]
    exported = [
        (_("page"), attrgetter("page.title_en")),
        (_("figure"), attrgetter("words")),
        (_("year"), attrgetter("year")),
        (_("source"), attrgetter("source")),
    ]

    def get_filtered_queryset(self) -> list[OldFigure]:
        return old_figures(SitePage.objects.live().filter(pk__in=self.own_pages), last_year())


def urls() -> list:
    results = OldFiguresReport.as_view(results_only=True)
    return [
        path("reports/figures/", OldFiguresReport.as_view(), name=NAME),
        path("reports/figures/results/", results, name=f"{NAME}_results"),
    ]


def menu_item() -> EditorsMenuItem:
    return EditorsMenuItem(
        OldFiguresReport.page_title, reverse(NAME), name=NAME, icon_name="order", order=70
    )
