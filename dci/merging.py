"""Two people in one form: whose value is kept.

A page form carries a signed digest of each of its *units* (a field, or all rows of a list) as
they were when the form was opened. On a save, under the page's row lock, each unit is compared
with what is stored by now:

- I did not touch it: what others saved meanwhile stays;
- only I touched it, or we wrote the same: mine is taken;
- we both touched it: a conflict. Nothing is written, and both texts are shown.

Digests, and not the id of a revision, because autosave overwrites revisions in place.
"""

import hashlib
import json
from datetime import UTC, datetime

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamValue

from dci.rich_text_form import is_rich_text, normal_html, normal_stream, plain_text

SALT = "dci.merging"
TOKEN = "base_digests"  # noqa: S105
NOT_MERGED = {TOKEN, "comment_notifications", "comments"}


def digest(value) -> str:
    """A short fingerprint of a canonical value."""
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def canonical(field: forms.Field, value):
    """``value`` as it comes out of ``field`` after a way through the browser, as JSON."""
    if isinstance(value, StreamValue):
        return normal_stream(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [canonical(field, item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    if isinstance(value, (bool, int)):
        return value
    text = "" if value is None else str(value)
    if is_rich_text(field.widget):
        return normal_html(text, field.widget)
    return text.replace("\r\n", "\n")


def stored_value(form: forms.Form, name: str):
    """What the form shows for a field when nobody has typed in it."""
    field = form.fields[name]
    value = form.get_initial_for_field(field, name)
    try:
        return canonical(field, field.clean(field.prepare_value(value)))
    except ValidationError:
        return canonical(field, value)


def submitted_value(form: forms.Form, name: str):
    """What was typed into a field."""
    field = form.fields[name]
    value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    try:
        return canonical(field, field.clean(value))
    except ValidationError:
        return canonical(field, value)


def rows(formset, value_of) -> list:
    """All rows of a list, in their order, as canonical values."""
    found = []
    for position, form in enumerate(formset.forms):
        if form.is_bound and _is_left_out(formset, form, position):
            continue
        order = form.data.get(form.add_prefix("ORDER")) if form.is_bound else None
        row = {
            name: value_of(form, name) for name in form.fields if name not in ("ORDER", "DELETE")
        }
        row |= {
            name: rows(child, value_of) for name, child in getattr(form, "formsets", {}).items()
        }
        found.append((int(order) if str(order or "").isdigit() else position + 1, position, row))
    return [row for _order, _position, row in sorted(found, key=lambda item: item[:2])]


def _is_left_out(formset, form, position: int) -> bool:
    if form.data.get(form.add_prefix("DELETE")):
        return True
    return position >= formset.initial_form_count() and not form.has_changed()


def digests(form: forms.ModelForm, value_of) -> dict[str, str]:
    """The digest of each unit of ``form``."""
    found = {name: digest(value_of(form, name)) for name in form.fields if name not in NOT_MERGED}
    for name, formset in form.formsets.items():
        if name not in NOT_MERGED:
            is_readable = not formset.is_bound or formset.management_form.is_valid()
            found[name] = digest(rows(formset, value_of) if is_readable else None)
    return found


class SitePageForm(WagtailAdminPageForm):
    """The page editor's form. With ``merging=True``, a save is merged with what is stored."""

    base_digests = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, merging: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: dict[str, str] = {}
        self.kept: set[str] = set()
        self._kept_formsets: dict = {}
        self._latest: dict[str, str] = {}
        self._reopen = lambda: type(self)(
            instance=self.instance, parent_page=self.parent_page, for_user=self.for_user
        )
        if self.instance.pk is None:
            del self.fields[TOKEN]
        elif merging and self.is_bound:
            self._merge()
        elif not self.is_bound:
            self.initial[TOKEN] = self._sign(digests(self, stored_value))

    # -- the token ------------------------------------------------------------------------

    def _sign(self, base: dict[str, str]) -> str:
        content = {"page": self.instance.pk, "user": self._user_id, "base": base}
        return signing.dumps(content, salt=SALT, compress=True)

    @property
    def _user_id(self) -> int | None:
        return self.for_user.pk if self.for_user else None

    def _read_token(self) -> dict[str, str]:
        """The digests the form was opened with; none where the token is missing or not ours."""
        try:
            content = signing.loads(self.data.get(self.add_prefix(TOKEN), ""), salt=SALT)
        except signing.BadSignature:
            return {}
        is_ours = (content["page"], content["user"]) == (self.instance.pk, self._user_id)
        return content["base"] if is_ours else {}

    # -- the merge ------------------------------------------------------------------------

    def _merge(self) -> None:
        latest_form = self._reopen()
        self._latest = digests(latest_form, stored_value)
        self._base = self._read_token()
        submitted = digests(self, submitted_value)
        for name, mine in submitted.items():
            latest, base = self._latest.get(name), self._base.get(name)
            if mine == latest or latest == base:
                continue
            if mine == base:
                self._keep_stored(name, latest_form)
            else:
                self.conflicts[name] = _describe(latest_form, name)

    def _keep_stored(self, name: str, latest_form: "SitePageForm") -> None:
        self.kept.add(name)
        if name in self.formsets:
            del self.formsets[name]
            self._kept_formsets[name] = latest_form.formsets[name]
        else:
            self.fields[name].disabled = True  # the stored value is taken, not the posted one

    def full_clean(self) -> None:
        super().full_clean()
        for name in self.kept - self._kept_formsets.keys():
            field = self.fields[name]
            field.disabled = False
            field.bound_data = lambda data, initial: initial

    def clean(self):
        cleaned_data = super().clean()
        for name, theirs in self.conflicts.items():
            self._add_conflict(name, theirs)
        return cleaned_data

    def _add_conflict(self, name: str, theirs: str) -> None:
        if name in self.fields:
            message = _(
                "Somebody else has changed this meanwhile to: “%(theirs)s”. Yours is still here; "
                "save again to put it in place of theirs."
            )
            self.add_error(name, message % {"theirs": theirs})
        else:
            message = _(
                "Somebody else has changed the list “%(list)s” meanwhile; it now reads: "
                "“%(theirs)s”. Yours is still here; save again to put it in place of theirs."
            )
            self.add_error(None, message % {"list": _label(self, name), "theirs": theirs})

    def show_latest(self) -> None:
        """Before the form is shown again: what was kept is shown, conflicts can be overridden."""
        self.formsets |= self._kept_formsets
        if TOKEN in self.fields and (self.kept or self.conflicts):
            token = self._sign({**self._base, **self._pick(self.kept | self.conflicts.keys())})
            self.data = self.data.copy()
            self.data[self.add_prefix(TOKEN)] = token

    def _pick(self, names) -> dict[str, str]:
        return {name: self._latest[name] for name in names}

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After an autosave: the open form goes on from what has just been stored.

        It still shows the old value of what others changed, and keeps the old digest for it.
        """
        updates = super().get_field_updates_for_resave()
        if TOKEN in self.fields:
            fresh = digests(self._reopen(), stored_value)
            fresh |= {name: self._base.get(name) for name in self.kept}
            updates.append((self.add_prefix(TOKEN), self._sign(fresh)))
        return updates

    _base: dict[str, str] = {}


def _label(form: SitePageForm, name: str) -> str:
    return str(form.formsets[name].model._meta.verbose_name_plural)


def _describe(form: SitePageForm, name: str) -> str:
    """A unit's stored value in words."""
    if name in form.fields:
        value = form.get_initial_for_field(form.fields[name], name)
        return plain_text(value) or str(gettext_lazy("empty"))
    described = [str(child.instance) for child in form.formsets[name].forms]
    return "; ".join(described) or str(gettext_lazy("empty"))
