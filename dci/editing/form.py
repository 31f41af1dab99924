"""Two people in one form: whose value is kept.

A page form carries a signed digest of each of its units (``dci.editing.units``) as they were
when the form was opened. On a save, under the page's row lock, each unit is compared with what
is stored by now:

- nobody else touched it: mine is taken;
- I did not touch it, or we wrote the same: what is stored stays;
- we both touched it: a conflict. Nothing is written, and both texts are shown.

Digests, and not the id of a revision, because autosave overwrites revisions in place.
"""

import hashlib
import json
import secrets

from django import forms
from django.core import signing
from django.core.cache import cache
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from dci.editing.units import Unit, units_of

TOKEN = "opened_with"  # noqa: S105
SALT = "dci.editing"
NOT_MERGED = {TOKEN, "comments", "comment_notifications"}
A_DAY = 24 * 60 * 60


class TokenField(forms.CharField):
    """The digests in the form. They say nothing about the page, so they never change it."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data) -> bool:
        return False


class SitePageForm(WagtailAdminPageForm):
    """The page editor's form.

    ``latest`` is the page as it is stored by now, an object of its own. A save is merged with
    it; without it (previews, new pages) the form is Wagtail's. ``by_hand`` is whether a person
    has pressed save: only a person puts a text in the place of somebody else's.
    """

    opened_with = TokenField(required=False)

    def __init__(self, data=None, *args, latest=None, by_hand=True, **kwargs):
        super().__init__(data.copy() if data else data, *args, **kwargs)
        self.tab = secrets.token_hex(8)
        self.by_hand = by_hand
        self.base: dict[str, str] = {}
        self.contested: set[str] = set()
        self.kept: list[Unit] = []
        self.conflicts: list[Unit] = []
        self.kept_lists: dict[str, forms.BaseFormSet] = {}
        if latest is not None:
            self._begin(self._form_of(latest))

    def _form_of(self, page) -> "SitePageForm":
        return type(self)(instance=page, parent_page=self.parent_page, for_user=self.for_user)

    def _begin(self, stored: "SitePageForm") -> None:
        """Merge what was posted, and let the form that is shown start from what is stored."""
        digests = digests_of(stored)
        if self.is_bound:
            self._read_token()
            self._merge(_units(stored), digests)
        token = self.initial[TOKEN] = self._token(digests)
        self.fields[TOKEN].widget.value_from_datadict = lambda *args: token

    # -- the merge ------------------------------------------------------------------------

    def _merge(self, stored: dict[str, Unit], digests: dict[str, str]) -> None:
        my_own = cache.get(self._cache_key) or {}
        for name, unit in _units(self).items():
            mine, theirs, base = _digest(unit), digests[name], self.base.get(name)
            if mine == theirs == base:
                unit.untouched(stored[name])
            elif mine == theirs:
                unit.keep(stored[name])
            elif theirs == base and (self.by_hand or name not in self.contested):
                continue  # nobody else touched it, or both versions have been seen
            elif theirs == my_own.get(name):
                continue  # an autosave of this tab, whose answer did not reach it
            elif mine == base:
                unit.keep(stored[name])
                self.kept.append(unit)
            else:
                unit.refuse(_refusal(unit, stored[name]))
                self.conflicts.append(unit)

    def show_kept_lists(self) -> None:
        """Before the form is rendered: lists that were kept are in it again, as stored."""
        self.formsets |= self.kept_lists

    # -- the token ------------------------------------------------------------------------

    def _token(self, digests: dict[str, str]) -> str:
        contested = [unit.name for unit in self.conflicts]
        content = {"for": self._whom_for(), "tab": self.tab}
        content |= {"base": digests, "contested": contested}
        return signing.dumps(content, salt=SALT, compress=True)

    def _read_token(self) -> None:
        """Take up what the form was opened with: nothing, if the token is missing or not ours."""
        try:
            content = signing.loads(self.data.get(self.add_prefix(TOKEN), ""), salt=SALT)
        except signing.BadSignature:
            return
        if content["for"] == self._whom_for():
            self.tab, self.base = content["tab"], content["base"]
            self.contested = set(content["contested"])

    def _whom_for(self) -> list[int | None]:
        return [self.instance.pk, self.for_user.pk if self.for_user else None]

    @property
    def _cache_key(self) -> str:
        return f"editing.{self.tab}"

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After an autosave, the open form goes on from what has just been stored.

        It still shows the old value of what was kept, and keeps the old digest for it. What this
        tab has stored is remembered, should the answer not reach it before its next save.
        """
        updates = super().get_field_updates_for_resave()
        digests = digests_of(self._form_of(self.instance))
        old = {unit.name: self.base[unit.name] for unit in self.kept}
        cache.set(self._cache_key, {n: digests[n] for n in digests.keys() - old.keys()}, A_DAY)
        return [*updates, (self.add_prefix(TOKEN), self._token(digests | old))]


def digests_of(form: SitePageForm) -> dict[str, str]:
    """A short fingerprint of each unit, of what was typed or, in an unbound form, is stored."""
    return {name: _digest(unit) for name, unit in _units(form).items()}


def _units(form: SitePageForm) -> dict[str, Unit]:
    return {unit.name: unit for unit in units_of(form, NOT_MERGED)}


def _digest(unit: Unit) -> str:
    text = json.dumps(unit.values, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _refusal(unit: Unit, stored: Unit) -> str:
    message = _(
        "This has been changed meanwhile to: “%(theirs)s”. Your version is still here; save "
        "again to put it in the place of the other one."
    )
    return message % {"theirs": " | ".join(stored.difference(unit)) or _("nothing")}
