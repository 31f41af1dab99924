"""Flat lists of the pages of one type, with what staff look for, and as spreadsheets.

A list names its columns and its ``exported`` values; it costs the same number of queries
whatever its length.
"""

from collections.abc import Callable

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from dci import languages
from dci.translation.characters import printable
from dci.translation.desk.page_states import LanguagesColumn, PageTableWithLanguages
from dci.translation.spreadsheets import guarded


class SourceOrderMixin:
    """Sorts pages by the titles that it shows, which are those of the source language."""

    table_class = PageTableWithLanguages

    def order_queryset(self, queryset):
        with languages.source_language():
            return super().order_queryset(queryset)


def languages_column() -> LanguagesColumn:
    """How far the translations of each page are."""
    return LanguagesColumn("translations", label=_("Translations"), width="12%")


class ExportMixin:
    """Exports ``exported``: the name of each column and what it says of a row.

    In the language of the admin, with nothing that a spreadsheet would run.
    """

    exported: list[tuple[str, Callable]]

    @property
    def list_export(self) -> list[str]:
        return [str(name) for name, _value in self.exported]

    def get_heading(self, queryset, field: str) -> str:
        return capfirst(field)

    def to_row_dict(self, item) -> dict[str, str]:
        texts = {str(name): printable(str(value(item) or "")) for name, value in self.exported}
        return {name: guarded(text) for name, text in texts.items()}

    def write_csv_response(self, queryset):
        response = super().write_csv_response(queryset)
        # While the language is still that of the admin: what streams later is written in English.
        response.streaming_content = list(response.streaming_content)
        return response


def page_columns(*own: Column) -> list[Column]:
    """The columns of a list of pages: Wagtail's, with the ``own`` ones behind the title."""
    bulk, title, _parent, updated, status = IndexView.base_columns
    return [bulk, title, *own, languages_column(), updated, status]


class PageListView(SourceOrderMixin, ExportMixin, IndexView):
    """A list whose subclasses have ``base_columns`` and ``exported`` values of their own."""

    default_ordering = "title"
    base_columns = page_columns()


class PageListViewSet(PageListingViewSet):
    """A list of pages in the menu of the admin."""

    add_to_admin_menu = True
    index_view_class = PageListView
