"""The language versions of documents: what each has, and what it lacks, for staff."""

from collections.abc import Iterable
from operator import attrgetter

from django.db.models import QuerySet
from django.forms import RadioSelect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn

from dci import languages
from dci.editing.menu import EditorsMenuItem
from dci.editing.page_lists import ExportMixin
from dci.editing.reports import EditorsReport

from .models import DocumentSet, DocumentVariant

NAME = "document_sets"


def languages_of(document_set: DocumentSet) -> list[str]:
    """The codes of its versions that can be opened, in the order given by the editors."""
    return [variant.language for variant in document_set.variants_shown]


def missing_in(document_set: DocumentSet) -> list[str]:
    """The languages of the site that it lacks."""
    return [code for code in languages.ALL if code not in languages_of(document_set)]


def lacks_by_document(documents: Iterable) -> dict[int, str]:
    """What the sets of these documents lack, by the documents' keys: "Congress flyer: FR, ES"."""
    keys = [document.pk for document in documents]
    sets = DocumentVariant.objects.filter(document__in=keys).values("document_set")
    found: dict[int, str] = {}
    for document_set in DocumentVariant.objects.filter(document_set__in=sets).by_set():
        if missing := missing_in(document_set):
            for variant in document_set.variants_shown:
                if variant.document_id:
                    found[variant.document_id] = f"{document_set}: {_codes(missing)}"
    return found


def _codes(found: Iterable[str]) -> str:
    return ", ".join(code.upper() for code in found)


class DocumentSetFilterSet(WagtailFilterSet):
    lacks = ChoiceFilter(
        label=_("Missing in"),
        choices=[(code, languages.name(code)) for code in languages.ALL],
        widget=RadioSelect,
        method="filter_lacks",
    )

    class Meta:
        model = DocumentSet
        fields = []

    def filter_lacks(self, sets: QuerySet, _name: str, code: str) -> QuerySet:
        there = DocumentVariant.objects.filter(language=code).by_set()
        return sets.exclude(pk__in=[one.pk for one in there if one.variants_shown])


class DocumentSetsReport(ExportMixin, EditorsReport):
    """All documents of projects, with the languages of the site that they have and lack."""

    model = DocumentSet
    filterset_class = DocumentSetFilterSet
    default_ordering = "title_en"
    page_title = _("Documents and their languages")
    header_icon = "doc-full-inverse"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    export_filename = "documents-and-languages"
    columns = [
        TitleColumn(
            "title_en", label=_("Document"), accessor="title_en", get_url=lambda row: _edit_url(row)
        ),
        Column("project", label=_("Project"), accessor="project.title_en"),
        Column("languages", label=_("Languages"), accessor=lambda row: _codes(languages_of(row))),
        Column("missing", label=_("Missing"), accessor=lambda row: _codes(missing_in(row)) or "–"),
    ]
    exported = [
        (_("title"), attrgetter("title_en")),
        (_("project"), attrgetter("project.title_en")),
        (_("languages"), lambda row: _codes(languages_of(row))),
        (_("missing"), lambda row: _codes(missing_in(row))),
    ]

    def get_base_queryset(self) -> QuerySet:
        sets = DocumentSet.objects.filter(project__in=self.own_pages)
        return sets.select_related("project").prefetch_related("variants__document")


def _edit_url(document_set: DocumentSet) -> str:
    return reverse("wagtailadmin_pages:edit", args=[document_set.project_id])


def urls() -> list:
    results = DocumentSetsReport.as_view(results_only=True)
    return [
        path("reports/documents/", DocumentSetsReport.as_view(), name=NAME),
        path("reports/documents/results/", results, name=f"{NAME}_results"),
    ]


def menu_item() -> MenuItem:
    icon = DocumentSetsReport.header_icon
    url = reverse(NAME)
    return EditorsMenuItem(
        DocumentSetsReport.page_title, url, name=NAME, icon_name=icon, order=1160
    )
