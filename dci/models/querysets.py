"""Queries on pages, and their deletion."""

from django.db import transaction
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Value,
)
from django.db.models.functions import Coalesce, Lower, NullIf
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from dci import addresses, languages
from dci.search import index


class SitePageQuerySet(PageQuerySet):
    """The queries of every page type."""

    def public(self) -> "SitePageQuerySet":
        """Without private pages and what is below them; part of the query, not one of its own."""
        return self.exclude(_is_private())

    def with_privacy(self) -> "SitePageQuerySet":
        """With ``is_private``: whether the page or one above it is for some visitors only."""
        return self.annotate(is_private=_is_private())

    @transaction.atomic
    def delete(self, *args, **kwargs) -> tuple[int, dict]:
        """With all that is below; every way of deleting a page ends here.

        Documents that were found on these pages are found on others that show them.
        """
        documents = index.documents_found_below(self.values_list("path", flat=True))
        deleted = super().delete(*args, **kwargs)
        for document in documents:
            index.refresh_document(document)
        return deleted

    delete.alters_data = delete.queryset_only = True

    def for_links(self) -> "SitePageQuerySet":
        """With the columns that a link to a page and its title need, and no others."""
        texts = [languages.column("title", code) for code in languages.ALL]
        paths = ["url_path", *addresses.PATH_COLUMNS]
        return self.only("content_type", "depth", "live", "path", "show_in_menus", *texts, *paths)

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
