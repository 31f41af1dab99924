"""Links, documents, images and addresses that are other ones in a language, in the lane's form.

All languages share the source's values. A language that wants its own posts it as ``own:<path>``,
and goes back to the shared one with an empty field.
"""

import json
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Media
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.models import AbstractPage
from wagtail.permissions import policy_registry

from ..models import Translatable, Translation
from ..passages import SharedValue, shared_values
from ..places import Place, Places

OWN, OWN_BASE = "own:", "own-base:"


class OwnField(forms.Field):
    """What a block of the source would take, or nothing for the shared value.

    Raises ``ValidationError`` also for what ``user`` may not choose.
    """

    def __init__(self, value: "OwnValue", user: models.Model):
        self.value, self.user = value, user
        super().__init__(required=False)

    def clean(self, posted: str) -> object:
        if not posted:
            return None
        block = self.value.block
        chosen = block.value_from_form(block.field.clean(posted))
        raw = block.get_prep_value(chosen)
        if raw != self.value.own and not may_choose(self.user, chosen):
            raise ValidationError(_("This cannot be chosen here."))
        return None if raw == self.value.shared else raw


def may_choose(user: models.Model, chosen: object) -> bool:
    """Whether a chooser would offer this to ``user``; addresses are free."""
    if not isinstance(chosen, models.Model):
        return True
    if isinstance(chosen, AbstractPage):
        return chosen.live
    policy = policy_registry.get_by_type(type(chosen))
    return policy.user_has_permission_for_instance(user, "choose", chosen)


class OwnValue:
    """A shared value in the form, and what the language has in its place, if anything."""

    shared_title = own_title = ""
    errors: list[str] = []

    def __init__(self, value: SharedValue, number: int, place: Place, own: object | None):
        self.value, self.number, self.place, self.own = value, number, place, own
        self.path, self.shared, self.block = value.path, value.value, value.block
        self.name, self.base_name = OWN + value.path, OWN_BASE + value.path

    @property
    def is_address(self) -> bool:
        return isinstance(self.block, blocks.URLBlock)

    @cached_property
    def base(self) -> str:
        """Which value the form shows."""
        return json.dumps(self.own)

    @property
    def is_own(self) -> bool:
        return self.own is not None

    @property
    def model(self) -> type[models.Model] | None:
        """What is chosen among; ``None`` for an address."""
        return None if self.is_address else self.block.model_class

    def chooser(self) -> dict:
        """Wagtail's chooser for the value, and what its script is started with."""
        widget, identifier = self.block.field.widget, f"own-{self.number}"
        data = widget.get_value_data(self.own)
        return {
            "html": SafeString(widget.render_html(self.name, data, {"id": identifier})),
            "constructor": widget.js_constructor,
            "id": identifier,
            "options": widget.get_js_init_options(identifier, self.name, data),
        }


def own_values(lane: Translation, owner: Translatable, places: Places) -> list[OwnValue]:
    """What the language of ``lane`` may have its own of, in the order of the page."""
    return [
        OwnValue(value, number, places.of(value.path), lane.overrides.get(value.path))
        for number, value in enumerate(shared_values(owner), start=1)
    ]


def name_all(values: Iterable[OwnValue]) -> None:
    """Give all values their titles, with a query a model."""
    keys: dict[type, set] = {}
    for value in values:
        if not value.is_address:
            keys.setdefault(value.model, set()).update({value.shared, value.own} - {None})
    found = {model: model._base_manager.in_bulk(wanted) for model, wanted in keys.items()}
    for value in values:
        titles = found.get(value.model, {})
        value.shared_title = str(titles.get(value.shared, value.shared))
        value.own_title = str(titles.get(value.own, value.own)) if value.is_own else ""


def media(values: Iterable[OwnValue]) -> Media:
    """The scripts of the choosers that the values may want."""
    widgets = {value.model: value.block.field.widget for value in values if value.model}
    return sum((widget.media for widget in widgets.values()), Media())
