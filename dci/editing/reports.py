"""What the reports about pages have in common."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from dci.models import SitePage

from .rights import EDITING, editable_pages


class EditorsReport(ReportView):
    """For those who may edit pages, about the pages that they may edit."""

    any_permission_required = EDITING
    is_searchable = False

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(SitePage)

    @property
    def own_pages(self) -> QuerySet:
        return editable_pages(self.request.user)
