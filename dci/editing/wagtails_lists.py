"""Wagtail's own lists that are exported, at their addresses, with harmless cells."""

from collections.abc import Iterator

from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.contrib.redirects.views import IndexView as RedirectsView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .cells import HarmlessCellsMixin

LISTS = {
    "reports/aging-pages/": AgingPagesView,
    "reports/locked/": LockedPagesView,
    "reports/site-history/": LogEntriesView,
    "reports/workflow/": WorkflowView,
    "reports/workflow_tasks/": WorkflowTasksView,
    "redirects/": RedirectsView,
}


def _patterns() -> Iterator[URLPattern]:
    for address, view in LISTS.items():
        harmless = type(f"Harmless{view.__name__}", (HarmlessCellsMixin, view), {})
        yield path(address, harmless.as_view())
        yield path(f"{address}results/", harmless.as_view(results_only=True))


# Before those of the admin, whose own reports come before all that hooks register.
urls = list(_patterns())
for decorator in (require_admin_access, display_custom_404, never_cache):
    urls = decorate_urlpatterns(urls, decorator)
