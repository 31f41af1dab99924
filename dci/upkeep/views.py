"""The upkeep of a page, and the queue of all pages that have one."""

from operator import attrgetter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters.filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name

from dci.editing.about_page import AboutPageView
from dci.editing.page_lists import ExportMixin
from dci.editing.reports import EditorsReport
from dci.models import SitePage
from dci.writing import page_write

from .forms import LookedForm, UpkeepForm
from .models import Upkeep

QUEUE = "pages_to_look_at"


def upkeep_url(page: SitePage) -> str:
    return reverse("upkeep", args=[page.pk])


class UpkeepView(AboutPageView):
    """Who looks after a page and until when it is good; whoever may edit the page may say so."""

    template_name = "upkeep/upkeep.html"
    page_title = gettext_lazy("Upkeep")
    header_icon = "calendar-check"

    @cached_property
    def upkeep(self) -> Upkeep:
        return Upkeep.objects.filter(page=self.page).first() or Upkeep(page=self.page)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        with page_write(self.page.pk):  # or two people at once would both make the page's row
            return self._take(request)

    def _take(self, request: HttpRequest) -> HttpResponse:
        if "looked" in request.POST:
            form = LookedForm(request.POST)
            if form.is_valid():
                self.upkeep.look(request.user, form.due)
                return self._done()
            return self.render_to_response(self.get_context_data(looked_form=form))
        form = UpkeepForm(request.POST, instance=self.upkeep)
        if form.is_valid():
            form.save()
            return self._done()
        return self.render_to_response(self.get_context_data(form=form))

    def _done(self) -> HttpResponse:
        due = self.upkeep.due
        text = (
            _("“%(title)s” is to be looked at again on %(day)s.")
            if due
            else _("“%(title)s” need not be looked at again.")
        )
        words = {"title": self.page.draft_title, "day": date_format(due) if due else ""}
        messages.success(self.request, text % words)
        return redirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(QUEUE), "label": UpkeepQueue.page_title},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        forms = {"form": UpkeepForm(instance=self.upkeep), "looked_form": LookedForm()} | kwargs
        own = {"upkeep": self.upkeep, "media": forms["form"].media}
        return super().get_context_data(**forms, **own)


class UpkeepFilterSet(WagtailFilterSet):
    whose = ChoiceFilter(
        label=gettext_lazy("Whose"),
        choices=[("me", gettext_lazy("Those that I look after"))],
        method="filter_whose",
        empty_label=gettext_lazy("All"),
    )
    when = ChoiceFilter(
        label=gettext_lazy("When"),
        choices=[("now", gettext_lazy("Now"))],
        method="filter_when",
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Upkeep
        fields = []

    def filter_whose(self, rows, _name, _value):
        return rows.of(self.request.user)

    def filter_when(self, rows, _name, _value):
        return rows.due()


def _person(row: Upkeep) -> str:
    return get_user_display_name(row.person) if row.person else ""


def _day(name: str):
    """What writes the date called ``name`` of a row, in the language of the admin."""
    return lambda row: date_format(day) if (day := getattr(row, name)) else ""


class UpkeepQueue(ExportMixin, EditorsReport):
    """The pages that are to be looked at again, those for which it is time first."""

    model = Upkeep
    page_title = gettext_lazy("Pages to look at again")
    header_icon = "calendar-check"
    index_url_name = QUEUE
    index_results_url_name = f"{QUEUE}_results"
    default_ordering = "due"
    filterset_class = UpkeepFilterSet
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Page"),
            sort_key="page__title_en",
            get_url=lambda row: upkeep_url(row.page),
        ),
        Column("due", label=gettext_lazy("Look at it on"), accessor=_day("due"), sort_key="due"),
        StatusTagColumn(
            "time",
            label=gettext_lazy("Is it time?"),
            accessor=lambda row: _("now") if row.is_due else _("later"),
            primary=attrgetter("is_due"),
        ),
        Column("person", label=gettext_lazy("Looked after by"), accessor=_person),
        Column("looked_on", label=gettext_lazy("Last looked at"), accessor=_day("looked_on")),
    ]
    exported = [
        (gettext_lazy("page"), attrgetter("page.title_en")),
        (gettext_lazy("look at it on"), attrgetter("due")),
        (gettext_lazy("looked after by"), _person),
        (gettext_lazy("last looked at"), attrgetter("looked_on")),
    ]

    def get_base_queryset(self):
        rows = Upkeep.objects.exclude(due=None).filter(page__in=self.own_pages)
        return rows.select_related("page__owner", "keeper")


urls = [
    path("upkeep/", UpkeepQueue.as_view(), name=QUEUE),
    path("upkeep/results/", UpkeepQueue.as_view(results_only=True), name=f"{QUEUE}_results"),
    path("upkeep/<int:pk>/", UpkeepView.as_view(), name="upkeep"),
]
