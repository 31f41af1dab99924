"""Each language's state in the page explorer and beside the page editor."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import PageTable
from wagtail.models import get_default_page_content_type

from dci import languages

from ..models import State, Translation
from .listing import without_texts
from .rows import Cell


class LanguagesColumn(BaseColumn):
    """A column of the page explorer; its table is a ``PageTableWithLanguages``."""

    cell_template_name = "translation/desk_explorer_cell.html"

    class Media:
        css = {"all": ["translation/desk.css"]}

    def get_cell_context_data(self, instance, parent_context) -> dict:
        lanes = parent_context["table"].lanes.get(instance.pk, {})
        return {
            **super().get_cell_context_data(instance, parent_context),
            "cells": cells(lanes, parent_context["request"].user),
        }


class PageTableWithLanguages(PageTable):
    """The table of the page explorer, with the lanes of all its pages."""

    @cached_property
    def lanes(self) -> dict[int, dict[str, Translation]]:
        """By the primary key of the page and by language: one query, however many pages."""
        pages = list(self.data)
        found: dict[int, dict[str, Translation]] = {page.pk: {} for page in pages}
        for lane in without_texts(lanes_of(pages)):
            found[lane.object_id][lane.language] = lane
        return found


class LanguagesSidePanel(BaseSidePanel):
    """Beside the page editor: how far each language is, with the way into it."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Show or hide translations")
        icon_name = "globe"
        counter_classname = "w-bg-warning-100"

        def get_context_data(self, parent_context) -> dict:
            return {
                **super().get_context_data(parent_context),
                "count": sum(cell.lane.state == State.OUTDATED for cell in self.panel.cells),
            }

    name = "translations"
    title = _("Translations")
    template_name = "translation/desk_side_panel.html"
    order = 150

    class Media:
        css = {"all": ["translation/desk.css"]}

    @cached_property
    def cells(self) -> list[Cell]:
        if not self.object.pk:
            return []
        lanes = without_texts(Translation.objects.of(self.object))
        return cells({lane.language: lane for lane in lanes}, self.request.user)

    def get_context_data(self, parent_context) -> dict:
        return {**super().get_context_data(parent_context), "cells": self.cells}


def with_languages(panels: MediaContainer, page, request) -> MediaContainer:
    """Side panels with that of a page's languages; the root of the tree has none."""
    own = [] if page.is_root() else [LanguagesSidePanel(page, request)]
    return MediaContainer([*panels, *own])


def cells(lanes: dict[str, Translation], user) -> list[Cell]:
    """The lanes of a page as ``user`` sees them, in the order of the languages."""
    return [Cell(code, lanes[code], user) for code in languages.TARGETS if code in lanes]


def lanes_of(pages: list) -> QuerySet[Translation]:
    """The lanes of pages, whatever their types."""
    keys = [page.pk for page in pages]
    return Translation.objects.filter(
        content_type=get_default_page_content_type(), object_id__in=keys
    )
