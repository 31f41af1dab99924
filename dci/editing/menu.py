"""Items of the admin's menu."""

from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from dci.models import SitePage

EDITING = ["add", "change", "publish"]


class EditorsMenuItem(MenuItem):
    """Shown to those who may edit or publish some page."""

    def is_shown(self, request) -> bool:
        return policy_registry.get_by_type(SitePage).user_has_any_permission(request.user, EDITING)
