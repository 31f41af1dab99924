"""The reports of images and documents that nothing shows, no draft and no translation either."""

from collections.abc import Callable
from operator import attrgetter

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from dci.models import SiteDocument, SiteImage
from dci.replacing.uses import keys_in_drafts

from .page_lists import ExportMixin


def unused(rows: models.QuerySet) -> models.QuerySet:
    """Those of ``rows`` that nothing published and no draft refers to, in any language."""
    model = rows.model
    shown = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(model),
        to_object_id=Cast(OuterRef("pk"), models.CharField()),
    )
    return rows.filter(~Exists(shown)).exclude(pk__in=keys_in_drafts(model))


def _size(row: models.Model) -> str:
    return filesizeformat(row.file_size or 0)


class UnusedReport(ExportMixin, ReportView):
    """Nothing is lost with them but the file: the oldest first."""

    permission_required = "change"
    default_ordering = "created_at"
    is_searchable = False
    edit_url_name: str
    exported = [
        (_("title"), attrgetter("title")),
        (_("file"), attrgetter("filename")),
        (_("size"), _size),
        (_("date"), lambda row: date_format(row.created_at)),
    ]

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Title"), get_url=self._edit_url, sort_key="title"),
            Column("filename", label=_("File")),
            Column("size", label=_("Size"), accessor=_size, sort_key="file_size"),
            DateColumn("created_at", label=_("Created"), sort_key="created_at"),
        ]

    def get_base_queryset(self) -> models.QuerySet:
        policy = policy_registry.get_by_type(self.model)
        return unused(
            policy.instances_user_has_any_permission_for(self.request.user, ["change", "delete"])
        )

    def _edit_url(self, row: models.Model) -> str:
        return reverse(self.edit_url_name, args=[row.pk])


class UnusedImages(UnusedReport):
    model = SiteImage
    page_title = _("Unused images")
    header_icon = "image"
    edit_url_name = "wagtailimages:edit"
    index_url_name = "unused_images"
    index_results_url_name = "unused_images_results"
    export_filename = "unused-images"


class UnusedDocuments(UnusedReport):
    model = SiteDocument
    page_title = _("Unused documents")
    header_icon = "doc-full"
    edit_url_name = "wagtaildocs:edit"
    index_url_name = "unused_documents"
    index_results_url_name = "unused_documents_results"
    export_filename = "unused-documents"


REPORTS = {"images": UnusedImages, "documents": UnusedDocuments}


class UnusedMenuItem(MenuItem):
    """Shown to those who may change files of this kind."""

    def __init__(self, report: type[UnusedReport], order: int):
        self.report = report
        url, icon = reverse(report.index_url_name), report.header_icon
        super().__init__(report.page_title, url, report.index_url_name, icon_name=icon, order=order)

    def is_shown(self, request) -> bool:
        policy = policy_registry.get_by_type(self.report.model)
        return policy.user_has_permission(request.user, "change")


def urls() -> list:
    found = []
    for name, view in REPORTS.items():
        start, results = f"reports/unused-{name}/", view.as_view(results_only=True)
        found.append(path(start, view.as_view(), name=view.index_url_name))
        found.append(path(f"{start}results/", results, name=view.index_results_url_name))
    return found


def menu_item(kind: str, order: int) -> Callable[[], MenuItem]:
    return lambda: UnusedMenuItem(REPORTS[kind], order)
