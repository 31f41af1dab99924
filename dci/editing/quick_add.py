"""On the admin's home page: what is added most often, one click away.

Each app says what can be added with the hook ``register_quick_additions``: a function of the user
that yields an ``Addition`` for each thing that they may add.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

HOOK = "register_quick_additions"


@dataclass(frozen=True)
class Addition:
    """A link to the form for something new."""

    label: str
    url: str
    icon: str


def page_additions(model: type[models.Model], icon: str, user) -> Iterator[Addition]:
    """A page of ``model``, below the first page that ``user`` may add it to."""
    for parent_model in model.allowed_parent_page_models():
        for parent in parent_model.objects.order_by("path"):
            if parent.permissions_for_user(user).can_add_subpage():
                kind = (model._meta.app_label, model._meta.model_name)
                url = reverse("wagtailadmin_pages:add", args=[*kind, parent.pk])
                yield Addition(capfirst(model._meta.verbose_name), url, icon)
                return


def additions(model: type[models.Model], url_name: str, icon: str, user) -> Iterator[Addition]:
    """A row of ``model``, with the form at ``url_name``."""
    if policy_registry.get_by_type(model).user_has_permission(user, "add"):
        yield Addition(capfirst(model._meta.verbose_name), reverse(url_name), icon)


def all_additions(user) -> list[Addition]:
    return [one for hook in hooks.get_hooks(HOOK) for one in hook(user)]


class QuickAddPanel(Component):
    """Not there for those who may add nothing."""

    name = "quick_add"
    template_name = "editing/quick_add.html"
    order = 40

    def __init__(self, found: list[Addition]):
        self.found = found

    def get_context_data(self, parent_context) -> dict:
        return {"additions": self.found}


def add_panel(request, panels) -> None:
    if found := all_additions(request.user):
        panels.append(QuickAddPanel(found))
