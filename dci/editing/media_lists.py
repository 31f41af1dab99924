"""The lists of images and documents: Wagtail's, with what staff look for, and as spreadsheets."""

from collections.abc import Callable, Iterable
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import path
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.documents.views import documents
from wagtail.images.views import images

from dci import languages
from dci.choices import Consent, DocumentKind, document_languages
from dci.consent.shown import lacking
from dci.models import SiteDocument, SiteImage

from .page_lists import ExportMixin

SETS = "register_document_sets"  # a function of documents: texts about their sets, by key
RUN_OUT = "run_out"
ALT = {code: languages.column("alt", code) for code in languages.ALL}


def consent_of(image: SiteImage) -> str:
    """Whether those shown have agreed, and until when."""
    said = str(image.get_consent_display())
    return f"{said}, {date_format(image.consent_until)}" if image.consent_until else said


def described_in(image: SiteImage) -> str:
    """The languages of its description, and those that lack one."""
    if image.is_decorative:
        return _("decoration only")
    there = [code.upper() for code, name in ALT.items() if getattr(image, name)]
    missing = [code.upper() for code in ALT if code.upper() not in there]
    if not missing:
        return ", ".join(there)
    words = {"there": ", ".join(there) or "–", "missing": ", ".join(missing)}
    return _("%(there)s (missing: %(missing)s)") % words


def _all_texts(name: str) -> list[tuple[str, Callable]]:
    label = SiteImage._meta.get_field(name).verbose_name
    return [
        (format_lazy("{} ({})", label, code), attrgetter(languages.column(name, code)))
        for code in languages.ALL
    ]


IMAGES_EXPORTED = [
    (gettext_lazy("title"), attrgetter("title")),
    (gettext_lazy("consent"), lambda image: image.get_consent_display()),
    (gettext_lazy("until"), attrgetter("consent_until")),
    (gettext_lazy("credit"), attrgetter("credit")),
    *_all_texts("alt"),
    (gettext_lazy("decoration only"), lambda image: _("yes") if image.is_decorative else ""),
    (gettext_lazy("file"), attrgetter("filename")),
    (gettext_lazy("used"), attrgetter("usage_count")),
]


class UsageInExportMixin(ExportMixin):
    """Counts the uses of all rows at once where they go into a spreadsheet."""

    @property
    def needs_usage_count_subquery(self) -> bool:
        return self.is_export or super().needs_usage_count_subquery


class ImagesFilterSet(images.ImagesFilterSet):
    consent = ChoiceFilter(
        label=gettext_lazy("Consent"),
        choices=[*Consent.choices, (RUN_OUT, gettext_lazy("has run out"))],
        widget=RadioSelect,
        method="filter_by_consent",
    )
    undescribed = MultipleChoiceFilter(
        label=gettext_lazy("Without description in"),
        choices=[(code, languages.name(code)) for code in languages.ALL],
        widget=CheckboxSelectMultiple,
        method="filter_undescribed",
    )

    class Meta(images.ImagesFilterSet.Meta):
        model = SiteImage

    def filter_by_consent(self, found: QuerySet, _name: str, value: str) -> QuerySet:
        if value == RUN_OUT:
            return found.filter(lacking(), consent=Consent.GIVEN)
        return found.filter(consent=value)

    def filter_undescribed(self, found: QuerySet, _name: str, codes: list[str]) -> QuerySet:
        lacks = Q()
        for code in codes:
            lacks |= Q(**{ALT[code]: ""}) | Q(**{f"{ALT[code]}__isnull": True})
        return found.filter(lacks, is_decorative=False) if codes else found


class ImageListView(UsageInExportMixin, images.IndexView):
    """In the list layout, with consent, credit and description of each image."""

    filterset_class = ImagesFilterSet
    export_filename = "images"
    exported = IMAGES_EXPORTED

    @property
    def columns(self) -> list[Column]:
        columns = super().columns
        if not columns:  # the grid
            return columns
        bulk, preview, title, *others = columns
        title.width = "25%"
        return [
            bulk,
            preview,
            title,
            Column("consent", label=_("Consent"), accessor=consent_of, sort_key="consent"),
            Column("credit", label=_("Credit"), accessor="credit", sort_key="credit"),
            Column("described_in", label=_("Description"), accessor=described_in),
            *others,
        ]


def pdf_check(document: SiteDocument) -> str:
    """What the check of a PDF has found; nothing for other files."""
    if document.file_extension.lower() != "pdf":
        return ""
    number = document.pdf_problems
    if number is None:
        return _("not checked yet")
    if not number:
        return _("good")
    return ngettext("%(n)d thing to be mended", "%(n)d things to be mended", number) % {"n": number}


class DocumentsFilterSet(documents.DocumentsFilterSet):
    language = ChoiceFilter(label=gettext_lazy("Language"), choices=document_languages)
    kind = MultipleChoiceFilter(
        label=gettext_lazy("Kind"), choices=DocumentKind.choices, widget=CheckboxSelectMultiple
    )
    pdf = ChoiceFilter(
        label=gettext_lazy("PDF check"),
        choices=[("good", gettext_lazy("good")), ("problems", gettext_lazy("to be mended"))],
        widget=RadioSelect,
        method="filter_by_pdf",
    )

    class Meta(documents.DocumentsFilterSet.Meta):
        model = SiteDocument

    def filter_by_pdf(self, found: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "good":
            return found.filter(pdf_problems=0)
        return found.filter(pdf_problems__gt=0)


class DocumentListView(UsageInExportMixin, documents.IndexView):
    """With language, kind and check of each document, and the languages that its set lacks."""

    filterset_class = DocumentsFilterSet
    export_filename = "documents"
    exported = [
        (gettext_lazy("title"), attrgetter("title")),
        (gettext_lazy("language"), lambda document: document.get_language_display()),
        (gettext_lazy("kind"), lambda document: document.get_kind_display()),
        (gettext_lazy("date"), lambda document: date_format(document.created_at)),
        (gettext_lazy("PDF check"), pdf_check),
        (gettext_lazy("missing in its set"), lambda document: document.set_lacks),
        (gettext_lazy("file"), attrgetter("filename")),
        (gettext_lazy("used"), attrgetter("usage_count")),
    ]

    @property
    def columns(self) -> list[Column]:
        bulk, title, *others = super().columns
        return [
            bulk,
            title,
            Column(
                "language",
                label=_("Language"),
                accessor="get_language_display",
                sort_key="language",
            ),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            Column("pdf", label=_("PDF check"), accessor=pdf_check, sort_key="pdf_problems"),
            Column("set_lacks", label=_("Missing in its set"), accessor="set_lacks"),
            *others,
        ]

    def decorate_paginated_queryset(self, object_list: Iterable) -> list[SiteDocument]:
        rows = list(super().decorate_paginated_queryset(object_list))
        lacks = [find(rows) for find in hooks.get_hooks(SETS)]
        for document in rows:
            document.set_lacks = "; ".join(
                text for found in lacks if (text := found.get(document.pk))
            )
        return rows


def urls() -> list:
    """In the place of Wagtail's lists, whose addresses and names these have."""
    return [
        path("images/", ImageListView.as_view()),
        path("images/results/", ImageListView.as_view(results_only=True)),
        path("documents/", DocumentListView.as_view()),
        path("documents/results/", DocumentListView.as_view(results_only=True)),
    ]
