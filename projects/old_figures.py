"""The key figures of projects whose year is long ago."""

from collections.abc import Iterator

from django.db.models import QuerySet

from dci.editing.old_figures import OldFigure

from .models import KeyFigure


def old_figures(until: int, pages: QuerySet) -> Iterator[OldFigure]:
    """Those of ``until`` or before, of the projects among ``pages``."""
    rows = KeyFigure.objects.filter(year__lte=until, project__in=pages.values("pk"))
    for row in rows.select_related("project"):
        yield OldFigure(row.project, row.value, row.label_en, row.year, row.source_en or "")
