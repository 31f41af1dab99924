"""The page explorer: Wagtail's, with what staff look for in it.

What the pages below one page have of their own, an app adds with the hook
``register_explorer_columns``: a function of the page above that returns ``Own`` or nothing.
"""

from dataclasses import dataclass, field

from django.forms import RadioSelect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail import hooks
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.models import get_default_page_content_type

from dci.models import SitePage
from dci.translation.desk.page_states import with_languages
from dci.translation.models import State, Translation
from dci.upkeep.models import Upkeep

from .page_lists import StaffListMixin, languages_column, look_at_column, page_columns, words_column

HOOK = "register_explorer_columns"
MORE = [look_at_column(), words_column(), languages_column()]
LIVE, CHANGED, DRAFT = "live", "changed", "draft"


@dataclass(frozen=True)
class Own:
    """Columns, and what they need to be fetched of the pages."""

    columns: list[BaseColumn]
    related: list[str] = field(default_factory=list)


class ExplorerFilterSet(GenericPageFilterSet):
    """Each filter names pages by their keys: that is what Wagtail's search can be narrowed by."""

    publication = ChoiceFilter(
        label=_("On the site"),
        choices=[
            (LIVE, _("published")),
            (CHANGED, _("published, with a draft that is not")),
            (DRAFT, _("not published")),
        ],
        method="filter_publication",
        empty_label=_("All"),
        widget=RadioSelect,
    )
    lanes = ChoiceFilter(
        label=_("Translations"),
        choices=[
            (State.OUTDATED, _("one is outdated")),
            (State.MISSING, _("one is missing")),
            (State.UP_TO_DATE, _("all are up to date")),
        ],
        method="filter_lanes",
        empty_label=_("All"),
        widget=RadioSelect,
    )
    when = ChoiceFilter(
        label=_("To be looked at again"),
        choices=[("now", _("now"))],
        method="filter_when",
        empty_label=_("All"),
        widget=RadioSelect,
    )

    def filter_publication(self, pages, _name, value):
        chosen = {
            LIVE: {"live": True},
            CHANGED: {"live": True, "has_unpublished_changes": True},
            DRAFT: {"live": False},
        }[value]
        return pages.filter(pk__in=SitePage.objects.filter(**chosen).values("pk"))

    def filter_lanes(self, pages, _name, value):
        lanes = Translation.objects.filter(content_type=get_default_page_content_type())
        if value == State.UP_TO_DATE:
            behind = lanes.exclude(state=value).values("object_id")
            return pages.filter(pk__in=lanes.values("object_id")).exclude(pk__in=behind)
        return pages.filter(pk__in=lanes.filter(state=value).values("object_id"))

    def filter_when(self, pages, _name, _value):
        return pages.filter(pk__in=Upkeep.objects.due().values("page"))


class ExplorerView(StaffListMixin, ExplorableIndexView):
    """Tells of each page how far its translations are, its length, when to look at it again."""

    base_columns = [*ExplorableIndexView.base_columns, *MORE]

    @cached_property
    def own(self) -> Own:
        """What the pages below this one have, as long as only they are listed."""
        found = [hook(self.parent_page) for hook in hooks.get_hooks(HOOK)]
        none = Own([])
        return none if self.is_searching_whole_tree else next(filter(None, found), none)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without the type where there is one only."""
        if not self.own.columns:
            return self.base_columns
        bulk, title, *others = [column for column in self.base_columns if column.name != "type"]
        return [bulk, title, *self.own.columns, *others]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related(*self.own.related)

    def get_side_panels(self):
        return with_languages(super().get_side_panels(), self.parent_page, self.request)


def of_chooser(pages, request):
    """With what the page chooser's column of states would ask the database for row by row."""
    return pages.annotate_approved_schedule().prefetch_workflow_states()


class TypeView(StaffListMixin, ContentTypeUseView):
    """The pages of one type, with the same columns as in the page explorer."""

    columns = base_columns = page_columns()
