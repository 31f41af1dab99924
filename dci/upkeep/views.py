"""The upkeep of a page, and the queue of all pages that have one."""

from operator import attrgetter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django_filters.filters import ChoiceFilter
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci.editing.page_lists import ExportMixin
from dci.editing.reports import EditorsReport
from dci.models import SitePage

from .forms import LookedForm, UpkeepForm
from .models import Upkeep

QUEUE = "pages_to_look_at"


def upkeep_url(page: SitePage) -> str:
    return reverse("upkeep", args=[page.pk])


class UpkeepView(WagtailAdminTemplateMixin, TemplateView):
    """Who looks after a page and until when it is good; whoever may edit the page may say so."""

    template_name = "upkeep/upkeep.html"
    page_title = gettext_lazy("Upkeep")
    header_icon = "calendar-check"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.page = get_object_or_404(SitePage, pk=pk, depth__gt=1)
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        self.upkeep = Upkeep.objects.filter(page=self.page).first() or Upkeep(page=self.page)
        return super().dispatch(request, pk=pk)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
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

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(QUEUE), "label": UpkeepQueue.page_title},
            {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        forms = {"form": UpkeepForm(instance=self.upkeep), "looked_form": LookedForm()} | kwargs
        own = {"page": self.page, "upkeep": self.upkeep, "media": forms["form"].media}
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
