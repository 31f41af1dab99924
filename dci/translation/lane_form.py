"""The form of a lane: its segments, each with its source beside it.

What a translator typed is compared, segment by segment, with how the segment was when the form
was opened: nobody overwrites what somebody else has saved meanwhile, and a text whose source has
moved on is kept as outdated. Nothing that was typed is thrown away.
"""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from . import rich_text
from .alignment import OUTDATED, Segment
from .changes import marked_changes
from .inline_rich_text import InlineRichTextField
from .models import Translatable, Translation
from .passages import PIECE
from .places import Place, Places

TARGET, BASE, VALID = "target:", "base:", "valid:"


def fingerprint(text: str) -> str:
    """A short digest of a text."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


class PlainTextField(forms.CharField):
    """A text without markup. A title stays on one line, whatever is pasted into it."""

    def __init__(self, *, is_one_line: bool, **kwargs):
        self.is_one_line = is_one_line
        super().__init__(widget=AdminAutoHeightTextInput, **kwargs)

    def to_python(self, value) -> str:
        lines = super().to_python(value).splitlines()
        return (" " if self.is_one_line else "\n").join(lines)

    def normal(self, value: str) -> str:
        """``value`` as it would come back from a form in which nobody has typed."""
        return self.to_python(value)


class Line:
    """A segment in the form."""

    def __init__(self, segment: Segment, number: int, place: Place, language: str):
        self.segment, self.number, self.heading = segment, number, place.heading
        path = segment.path
        self.target_name, self.base_name, self.valid_name = TARGET + path, BASE + path, VALID + path
        kind = InlineRichTextField if segment.is_html else PlainTextField
        options = {"required": False, "label": place.heading, "max_length": place.max_length}
        if not segment.is_html:
            options["is_one_line"] = place.is_one_line
        self.field = kind(**options)
        # Draftail looks its field up by id, in which the characters of a path mean something else.
        identity = {"id": f"target-{number}", "lang": language, "spellcheck": "true"}
        self.field.widget.attrs |= identity
        if segment.is_html:
            self.field.widget.named_by(f"label-{number}")
        self.stored = self.field.normal(segment.target)

    @property
    def base(self) -> str:
        """Which target and which source the form shows."""
        return f"{fingerprint(self.stored)}-{fingerprint(self.segment.source)}"

    @property
    def changes(self) -> SafeString:
        """What the source said before and says now, without markup; empty if that is the same."""
        old, new = self.segment.old_source, self.segment.source
        if self.segment.is_html:
            old, new = rich_text.plain(old), rich_text.plain(new)
        return marked_changes(old, new) if old != new else SafeString("")


class LaneForm(forms.Form):
    """The targets of all segments of a lane, and a page's address."""

    slug = forms.SlugField(required=False, allow_unicode=True, max_length=255)
    slug_base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, lane: Translation, owner: Translatable, data=None):
        self.lane, self.owner = lane, owner
        super().__init__(data, initial={"slug": lane.slug, "slug_base": lane.slug})
        self.fields["slug"].widget.attrs["placeholder"] = owner.own_slug(lane.language) or ""
        places = Places(owner)
        self.lines = [
            Line(segment, number, places.of(segment.path), lane.language)
            for number, segment in enumerate(lane.get_segments(), start=1)
        ]
        for line in self.lines:
            self._add_fields(line)
        self.has_conflicts = False

    def _add_fields(self, line: Line) -> None:
        self.fields[line.target_name] = line.field
        self.fields[line.base_name] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial |= {line.target_name: line.segment.target, line.base_name: line.base}
        if line.segment.state == OUTDATED:
            self.fields[line.valid_name] = forms.BooleanField(
                required=False, label=_("Still valid")
            )

    def bound_lines(self) -> list[dict]:
        """What the template shows: each segment with its fields."""
        return [
            {
                "segment": line.segment,
                "number": line.number,
                "heading": line.heading,
                "changes": line.changes if line.segment.old_source else "",
                "target": self[line.target_name],
                "base": self[line.base_name],
                "valid": self[line.valid_name] if line.valid_name in self.fields else None,
            }
            for line in self.lines
        ]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug and slug != self.lane.slug:
            self.owner.check_slug(self.lane.language, slug)
        return slug

    def clean(self) -> dict:
        cleaned_data = super().clean()
        for line in self.lines:
            if self._is_typed(line) and self._base(line)[0] != fingerprint(line.stored):
                self._report_conflict(line)
        if self._is_slug_typed and cleaned_data.get("slug_base") != self.lane.slug:
            self._refuse("slug", self.lane.slug, "slug_base", self.lane.slug)
        return cleaned_data

    def _base(self, line: Line) -> tuple[str, str]:
        """The fingerprints of target and source when the form was opened."""
        target, _dash, source = self.cleaned_data.get(line.base_name, "").partition("-")
        return target, source

    def _is_typed(self, line: Line) -> bool:
        """Whether this text was written in this form, and is not what is stored already."""
        typed, (base, _source) = self.cleaned_data.get(line.target_name), self._base(line)
        was_there = base and typed is not None
        return bool(was_there and fingerprint(typed) != base and typed != line.stored)

    @property
    def _is_slug_typed(self) -> bool:
        slug = self.cleaned_data.get("slug")
        is_new = slug not in (None, self.lane.slug, self.cleaned_data.get("slug_base"))
        return is_new and "slug" in self.data

    def _report_conflict(self, line: Line) -> None:
        stored = line.segment.target
        theirs = rich_text.plain(stored) if line.segment.is_html else stored
        base = f"{fingerprint(line.stored)}-{self._base(line)[1]}"
        self._refuse(line.target_name, theirs, line.base_name, base)

    def _refuse(self, name: str, theirs: str, base_name: str, base: str) -> None:
        """Show both texts; who has seen them and saves again has decided."""
        message = _(
            "Somebody else has written “%(theirs)s” here meanwhile. Yours is still here; "
            "save again to keep it."
        )
        self.has_conflicts = True
        self.add_error(name, ValidationError(message, params={"theirs": theirs}))
        self.data = self.data.copy()
        self.data[base_name] = base

    def lost(self) -> list[str]:
        """Texts typed for passages that the source no longer has: shown, and so not lost."""
        known = {line.target_name for line in self.lines}
        names = [name for name in self.data if name.startswith(TARGET) and name not in known]
        return [text for name in names if (text := self._typed_elsewhere(name))]

    def _typed_elsewhere(self, name: str) -> str:
        piece = name.partition(PIECE)[2]
        is_html = piece and "@" not in piece
        field = InlineRichTextField() if is_html else PlainTextField(is_one_line=False)
        typed = field.to_python(field.widget.value_from_datadict(self.data, {}, name))
        base = self.data.get(BASE + name.removeprefix(TARGET), "").partition("-")[0]
        if fingerprint(typed) == base:
            return ""
        return rich_text.plain(typed) if is_html else typed

    def apply(self) -> bool:
        """Take what was typed into the lane. Returns whether that changed anything in it."""
        before = self.lane.segments, self.lane.slug
        for line in self.lines:
            self._answer(line)
        self.lane.set_segments([line.segment for line in self.lines])
        if self._is_slug_typed:
            self.lane.slug = self.cleaned_data["slug"]
        return before != (self.lane.segments, self.lane.slug)

    def _answer(self, line: Line) -> None:
        segment, old_source = line.segment, line.segment.old_source
        has_moved_on = self._base(line)[1] != fingerprint(segment.source)
        if self._is_typed(line):
            segment.answer(self.cleaned_data[line.target_name])
            if has_moved_on and segment.target:  # it translates a source that is no longer there
                segment.state, segment.old_source = OUTDATED, old_source
            return
        is_as_seen = self._base(line) == (fingerprint(line.stored), fingerprint(segment.source))
        if is_as_seen and self.cleaned_data.get(line.valid_name):
            segment.answer(segment.target)
