"""The report of the pictures whose consent is to be seen to."""

from datetime import timedelta
from operator import attrgetter

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn, UsageCountColumn
from wagtail.admin.views.reports import ReportView
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from dci.editing.page_lists import ExportMixin

from .shown import lacking

NAME = "consent_report"
DAYS = 60


class ConsentReport(ExportMixin, ReportView):
    """Pictures without consent, and those whose consent runs out within sixty days."""

    model = get_image_model()
    permission_required = "change"
    page_title = _("Consent of persons on pictures")
    header_icon = "image"
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    default_ordering = "consent_until"
    is_searchable = False
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda row: _edit_url(row)),
        Column("consent", label=_("Consent"), accessor="get_consent_display"),
        Column("consent_until", label=_("Until"), sort_key="consent_until"),
        UsageCountColumn("usage_count", label=_("Usage")),
    ]
    exported = [
        (_("title"), attrgetter("title")),
        (_("consent"), lambda image: image.get_consent_display()),
        (_("until"), attrgetter("consent_until")),
        (_("used"), attrgetter("usage_count")),
    ]

    def get_base_queryset(self):
        soon = timezone.localdate() + timedelta(days=DAYS + 1)
        mine = policy_registry.get_by_type(self.model).instances_user_has_any_permission_for(
            self.request.user, ["change"]
        )
        used = ReferenceIndex.usage_count_subquery(self.model)
        return mine.filter(lacking(on=soon)).annotate(usage_count=used)


def _edit_url(image) -> str:
    return reverse("wagtailimages:edit", args=[image.pk])


class ConsentMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        policy = policy_registry.get_by_type(get_image_model())
        return policy.user_has_permission(request.user, "change")


def urls() -> list:
    return [
        path("reports/consent/", ConsentReport.as_view(), name=NAME),
        path(
            "reports/consent/results/",
            ConsentReport.as_view(results_only=True),
            name=f"{NAME}_results",
        ),
    ]


def menu_item() -> MenuItem:
    return ConsentMenuItem(_("Consent"), reverse(NAME), name=NAME, icon_name="image", order=1150)
