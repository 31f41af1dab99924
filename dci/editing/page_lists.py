"""Lists of pages with what staff look for: flat ones of one type, also as spreadsheets.

A list names its columns and its ``exported`` values; it costs the same number of queries
whatever its length.
"""

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from dci import languages
from dci.models import SitePage
from dci.search.models import Entry
from dci.translation.desk.page_states import LanguagesColumn, PageTableWithLanguages
from dci.translation.words import words

from .cells import HarmlessCellsMixin


class StaffPageTable(PageTableWithLanguages):
    """A table of pages that also knows how long their English is."""

    @cached_property
    def words(self) -> dict[int, int]:
        """By the key of each published page, the words that visitors read: one query."""
        keys = [page.pk for page in self.data]
        own = Entry.objects.filter(page__in=keys, document=None, language=languages.SOURCE)
        texts = own.values_list("page", "heading", "lead", "content")
        return {key: sum(len(words(text)) for text in parts) for key, *parts in texts}


class WordsColumn(BaseColumn):
    """A column of a ``StaffPageTable``."""

    cell_template_name = "editing/words_cell.html"

    def get_cell_context_data(self, instance, parent_context) -> dict:
        number = parent_context["table"].words.get(instance.pk)
        return super().get_cell_context_data(instance, parent_context) | {"number": number}


class StaffListMixin:
    """Sorts pages by the titles that it shows, which are those of the source language."""

    table_class = StaffPageTable

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("upkeep")

    def order_queryset(self, queryset):
        with languages.source_language():
            return super().order_queryset(queryset)


def languages_column() -> LanguagesColumn:
    """How far the translations of each page are."""
    return LanguagesColumn("translations", label=_("Translations"), width="12%")


def look_at(page: SitePage) -> str:
    """When somebody is to look at the page again."""
    upkeep = getattr(page, "upkeep", None)
    return date_format(upkeep.due) if upkeep and upkeep.due else ""


def look_at_column() -> Column:
    return Column("look_at", label=_("Look at it on"), accessor=look_at, sort_key="upkeep__due")


def words_column() -> WordsColumn:
    return WordsColumn("words", label=_("Words"), width="6%")


class ExportMixin(HarmlessCellsMixin):
    """Exports ``exported``: the name of each column and what it says of a row.

    In the language of the admin.
    """

    exported: list[tuple[str, Callable]]

    @property
    def list_export(self) -> list[str]:
        return [str(name) for name, _value in self.exported]

    def get_heading(self, queryset, field: str) -> str:
        return capfirst(field)

    def to_row_dict(self, item) -> dict[str, str]:
        return {str(name): str(value(item) or "") for name, value in self.exported}

    def write_csv_response(self, queryset):
        response = super().write_csv_response(queryset)
        # While the language is still that of the admin: what streams later is written in English.
        response.streaming_content = list(response.streaming_content)
        return response


def page_columns(*own: Column) -> list[Column]:
    """The columns of a list of pages: Wagtail's, with the ``own`` ones behind the title."""
    bulk, title, _parent, updated, status = IndexView.base_columns
    more = [look_at_column(), words_column(), languages_column()]
    return [bulk, title, *own, *more, updated, status]


class PageListView(StaffListMixin, ExportMixin, IndexView):
    """A list whose subclasses have ``base_columns`` and ``exported`` values of their own."""

    default_ordering = "title"
    base_columns = page_columns()


class PageListViewSet(PageListingViewSet):
    """A list of pages in the menu of the admin."""

    add_to_admin_menu = True
    index_view_class = PageListView
