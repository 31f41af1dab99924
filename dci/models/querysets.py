"""Queries on pages, and the fetching of what their rows point at."""

from collections.abc import Iterable

from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Prefetch,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce, Lower, NullIf
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from dci import languages


class SitePageQuerySet(PageQuerySet):
    """The queries of every page type."""

    def public(self) -> "SitePageQuerySet":
        """Without private pages and what is below them; part of the query, not one of its own."""
        return self.exclude(_is_private())

    def with_privacy(self) -> "SitePageQuerySet":
        """With ``is_private``: whether the page or one above it is for some visitors only."""
        return self.annotate(is_private=_is_private())

    def for_display(self) -> "SitePageQuerySet":
        """With what the page's own template needs beside the page's columns."""
        return self

    def by_title(self, language: str | None = None) -> "SitePageQuerySet":
        """In the order of the titles that a reader of ``language`` (the active one) sees.

        Built on the columns: ``title`` would mean whatever language is active when the query is
        written, and ``title_fr`` alone would put all untranslated pages together.
        """
        source = languages.column("title", languages.SOURCE)
        wanted = languages.column("title", language or languages.current())
        return self.order_by(Lower(Coalesce(NullIf(F(wanted), Value("")), F(source))), "pk")


def _is_private() -> Exists:
    below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.alias(below=below)
    return Exists(above.filter(below__startswith=F("page__path")))


def fetch_related(rows: Iterable[Model], *lookups: str | Prefetch) -> list[Model]:
    """``rows`` as a list, with what ``lookups`` name prefetched.

    A page being previewed has rows without a primary key, for which there is nothing to fetch.
    """
    rows = list(rows)
    prefetch_related_objects([row for row in rows if row.pk], *lookups)
    return rows
