"""The projects in the admin: all of them, by what they are chosen by, and as a spreadsheet."""

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_filters.filters import ChoiceFilter, ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import PageFilterSet

from dci import languages
from dci.editing.explorer import Own
from dci.editing.page_lists import PageListView, PageListViewSet, look_at, page_columns
from dci.models import SitePage

from .listing import FILTERS
from .models import ProjectIndexPage, ProjectPage, Region, Theme
from .models.querysets import ProjectPageQuerySet, Status

SCOPE, REGION, STATUS, THEME, COUNTRY = list(FILTERS.values())[:5]


def _names(rows) -> str:
    return ", ".join(str(row) for row in rows)


EXPORTED = [
    (_("title"), lambda project: project.title_en),
    (_("acronym"), lambda project: project.acronym),
    (SCOPE, lambda project: project.get_scope_display()),
    (REGION, lambda project: _names(project.regions.all())),
    (COUNTRY, lambda project: ", ".join(str(country.name) for country in project.countries)),
    (THEME, lambda project: _names(project.themes.all())),
    (_("beginning"), lambda project: project.start),
    (_("end"), lambda project: project.end),
    (STATUS, lambda project: project.status_label),
    (_("place"), lambda project: project.place_en),
    (_("look at it on"), look_at),
    (_("address"), lambda project: project.full_address(languages.SOURCE)),
]


class ProjectFilterSet(PageFilterSet):
    scope = ChoiceFilter(label=SCOPE, choices=ProjectPage.Scope, widget=RadioSelect)
    regions = ModelMultipleChoiceFilter(
        label=REGION, queryset=Region.objects.all(), widget=CheckboxSelectMultiple
    )
    themes = ModelMultipleChoiceFilter(
        label=THEME, queryset=Theme.objects.all(), widget=CheckboxSelectMultiple
    )
    status = ChoiceFilter(
        label=STATUS, choices=Status, widget=RadioSelect, method="filter_by_status"
    )
    countries = ChoiceFilter(label=COUNTRY, choices=lambda: countries, lookup_expr="contains")

    class Meta:
        model = ProjectPage
        fields = []

    def filter_by_status(self, projects: ProjectPageQuerySet, _name: str, status: str):
        return getattr(projects, status)()


def _where(project: ProjectPage) -> str:
    """The regions of a regional project; of another one, that it is international."""
    is_regional = project.scope == ProjectPage.Scope.REGIONAL
    return (is_regional and _names(project.regions.all())) or project.get_scope_display()


PROGRESS = Column("progress", label=_("Progress"), accessor="status_label")
IN_EXPLORER = Own(
    [Column("where", label=REGION, accessor=_where, sort_key="projectpage__scope"), PROGRESS],
    related=["regions"],
)


def explorer_columns(parent: SitePage) -> Own | None:
    """What tells one project from another below their list, where there is less room."""
    return IN_EXPLORER if isinstance(parent, ProjectIndexPage) else None


class ProjectListView(PageListView):
    base_columns = page_columns(
        Column("scope", label=SCOPE, accessor="get_scope_display", sort_key="scope"),
        Column("regions", label=REGION, accessor=lambda project: _names(project.regions.all())),
        PROGRESS,
    )
    exported = EXPORTED

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("regions", "themes")


class ProjectListViewSet(PageListViewSet):
    model = ProjectPage
    index_view_class = ProjectListView
    filterset_class = ProjectFilterSet
    icon = "folder-open-inverse"
    menu_label = _("Projects")
    menu_order = 200
    export_filename = "projects"
