"""Who may edit which pages."""

from django.db.models import Model, QuerySet
from wagtail.permissions import policy_registry

from dci.models import SitePage

EDITING = ["add", "change", "publish"]


def may_edit_some(user: Model) -> bool:
    """Whether ``user`` may edit or publish any page at all."""
    return policy_registry.get_by_type(SitePage).user_has_any_permission(user, EDITING)


def editable_pages(user: Model) -> QuerySet:
    """The keys of the pages that ``user`` may edit."""
    policy = policy_registry.get_by_type(SitePage)
    return policy.instances_user_has_permission_for(user, "change").values("pk")
