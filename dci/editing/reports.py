"""What the reports about pages have in common."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from dci.models import SitePage

from .menu import EDITING


class EditorsReport(ReportView):
    """For those who may edit pages, about the pages that they may edit."""

    any_permission_required = EDITING
    is_searchable = False

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(SitePage)

    @property
    def own_pages(self) -> QuerySet:
        """The keys of the pages that the user may edit."""
        user = self.request.user
        pages = self.permission_policy.instances_user_has_permission_for(user, "change")
        return pages.values("pk")
