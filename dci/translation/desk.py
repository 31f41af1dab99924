"""The desk: everything there is to translate, and how far each language is."""

from dataclasses import dataclass

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci import languages

from .models import State, Translation
from .roles import languages_of, may_translate

PER_PAGE = 50


class DeskFilter(forms.Form):
    """What of the desk is shown. Unknown values show everything."""

    q = forms.CharField(label=_("Title"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)

    def __init__(self, data, types: list[tuple[str, str]]):
        super().__init__(data)
        every = [("", _("All"))]
        codes = [(code, languages.name(code)) for code in languages.TARGETS]
        self.fields["language"].choices = every + codes
        self.fields["state"].choices = every + list(State.choices)
        self.fields["type"].choices = every + types

    def narrow(self, lanes: QuerySet) -> QuerySet:
        """``lanes`` as far as they are asked for."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        look_ups = {"q": "title__icontains", "type": "content_type", "language": "language"}
        return lanes.filter(**{look_ups.get(name, name): value for name, value in asked.items()})


@dataclass
class Row:
    """An object on the desk, with its lanes in the order of the languages."""

    title: str
    type: str
    lanes: list[Translation | None]


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """The table of all objects by language, those that need most first."""

    template_name = "translation/desk.html"
    page_title = _("Translations")
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if not languages_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "filter": self.filter,
            "languages": [(code, languages.name(code)) for code in languages.TARGETS],
            "rows": self.rows,
            "page": self.page,
            "totals": self.totals,
            "query": self._query,
        }

    @cached_property
    def types(self) -> dict[int, str]:
        """The name of each kind of object that has lanes."""
        keys = (
            Translation.objects.with_passages()
            .order_by()
            .values_list("content_type", flat=True)
            .distinct()
        )
        found = [ContentType.objects.get_for_id(key) for key in keys]
        return {one.pk: capfirst(one.model_class()._meta.verbose_name) for one in found}

    @cached_property
    def filter(self) -> DeskFilter:
        types = sorted(((str(key), name) for key, name in self.types.items()), key=lambda t: t[1])
        return DeskFilter(self.request.GET, types)

    @cached_property
    def page(self) -> Page:
        """The objects asked for, by need: words left, then how long it has been so."""
        objects = (
            self.filter.narrow(Translation.objects.with_passages())
            .values("content_type", "object_id")
            .annotate(need=Sum("words_left"), since=Min("state_since"))
            .order_by("-need", "since", "content_type", "object_id")
        )
        return Paginator(objects, PER_PAGE).get_page(self.request.GET.get("p"))

    @cached_property
    def rows(self) -> list[Row]:
        wanted = [(item["content_type"], item["object_id"]) for item in self.page]
        lanes = {
            (lane.content_type_id, lane.object_id, lane.language): lane
            for lane in Translation.objects.filter(
                object_id__in={key for _type, key in wanted}
            ).defer("segments", "retired")
        }
        rows = []
        for kind, key in wanted:
            own = [lanes.get((kind, key, code)) for code in languages.TARGETS]
            for lane in filter(None, own):
                lane.is_open = may_translate(self.request.user, lane.language)
            title = next((lane.title for lane in own if lane), "")
            rows.append(Row(title, self.types[kind], own))
        return rows

    @cached_property
    def totals(self) -> list[dict]:
        """For each language how much of the site is up to date, and how many words are left."""
        counts = Translation.objects.with_passages().order_by().values("language", "state")
        found = list(counts.annotate(number=Count("pk"), words=Sum("words_left")))
        return [
            self._total(code, [row for row in found if row["language"] == code])
            for code in languages.TARGETS
        ]

    @staticmethod
    def _total(code: str, rows: list[dict]) -> dict:
        done = sum(row["number"] for row in rows if row["state"] == State.UP_TO_DATE)
        return {
            "name": languages.name(code),
            "code": code,
            "done": done,
            "all": sum(row["number"] for row in rows),
            "words": sum(row["words"] for row in rows),
        }

    @property
    def _query(self) -> str:
        query = self.request.GET.copy()
        query.pop("p", None)
        return query.urlencode()


def lane_url(lane: Translation) -> str:
    """Where a lane is translated."""
    return reverse("translation:lane", args=[lane.pk])
