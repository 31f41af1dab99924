"""Promoted results and searches without a result, in the admin."""

from operator import attrgetter

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from dci import languages
from dci.editing.page_lists import ExportMixin

from .models import Promotion, UnansweredQuery

NAME = "unanswered_searches"


class PromotionViewSet(SnippetViewSet):
    model = Promotion
    icon = "search"
    menu_label = _("Promoted results")
    menu_order = 240
    add_to_admin_menu = True
    list_display = ["__str__", "language", "page"]
    list_filter = ["language"]


class UnansweredReport(ExportMixin, ReportView):
    """What readers looked for in the last three months and did not find, most often first."""

    model = UnansweredQuery
    permission_policy = ModelPermissionPolicy(UnansweredQuery)
    permission_required = "view"
    page_title = _("Searches without a result")
    header_icon = "search"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    default_ordering = "-times"
    is_searchable = False
    columns = [
        Column("words", label=_("Words"), sort_key="words"),
        Column("language", label=_("Language"), accessor=lambda row: languages.name(row.language)),
        Column("times", label=_("Times"), sort_key="times"),
        Column("last_asked", label=_("Last on"), sort_key="last_asked"),
    ]
    exported = [
        (_("words"), attrgetter("words")),
        (_("language"), lambda row: languages.name(row.language)),
        (_("times"), attrgetter("times")),
        (_("last on"), attrgetter("last_asked")),
    ]


class UnansweredMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return UnansweredReport.permission_policy.user_has_permission(request.user, "view")


def urls() -> list:
    return [
        path("reports/searches/", UnansweredReport.as_view(), name=NAME),
        path(
            "reports/searches/results/",
            UnansweredReport.as_view(results_only=True),
            name=f"{NAME}_results",
        ),
    ]


def menu_item() -> MenuItem:
    return UnansweredMenuItem(
        _("Searches without a result"), reverse(NAME), name=NAME, icon_name="search", order=1100
    )
