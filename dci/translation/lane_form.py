"""The form of a lane: its segments, each with its source beside it.

What a translator typed is compared, segment by segment, with how the segment was when the form
was opened: nobody overwrites what somebody else has saved meanwhile, and a text whose source has
moved on is kept as outdated. Nothing that was typed is thrown away.
"""

import hashlib
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.widgets import AdminAutoHeightTextInput

from . import rich_text
from .alignment import OUTDATED, VALID, Segment
from .models import Translation

INLINE = ["bold", "italic", "superscript", "subscript", "strikethrough", "link", "document-link"]


def fingerprint(*texts: str) -> str:
    """A short digest of some texts."""
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()


class InlineRichTextField(forms.CharField):
    """A paragraph with its inline markup, without the paragraph around it."""

    def __init__(self, **kwargs):
        super().__init__(widget=DraftailRichTextArea(features=INLINE), **kwargs)

    def prepare_value(self, value):
        return f"<p>{value}</p>" if value and not value.startswith(("<p", "{")) else value

    def clean(self, value):
        return "<br/>".join(rich_text.pieces(super().clean(value) or "").values())


@dataclass
class Line:
    """A segment in the form."""

    segment: Segment
    number: int
    names: dict[str, str] = field(init=False)

    def __post_init__(self):
        path = self.segment.path
        self.names = {
            part: f"{part}:{path}" for part in ("target", "target_base", "source_base", "valid")
        }


class LaneForm(forms.Form):
    """The targets of all segments of a lane, and a page's address."""

    slug = forms.SlugField(required=False, allow_unicode=True, max_length=255)

    def __init__(self, lane: Translation, *args, **kwargs):
        self.lane = lane
        self.lines = [Line(segment, n) for n, segment in enumerate(lane.get_segments(), start=1)]
        super().__init__(*args, **kwargs)
        self.initial["slug"] = lane.slug
        for line in self.lines:
            self._add_fields(line)

    def _add_fields(self, line: Line) -> None:
        segment, names = line.segment, line.names
        language = self.lane.language
        if segment.is_html:
            target = InlineRichTextField(required=False, label=segment.source)
        else:
            target = forms.CharField(
                required=False, label=segment.source, strip=True, widget=AdminAutoHeightTextInput
            )
        # Draftail looks its field up by id, in which the characters of a path mean something else.
        identifier = f"target-{line.number}"
        target.widget.attrs |= {"id": identifier, "lang": language, "spellcheck": "true"}
        self.fields[names["target"]] = target
        self.initial[names["target"]] = segment.target
        for part, value in (
            ("target_base", fingerprint(segment.target)),
            ("source_base", fingerprint(segment.source)),
        ):
            self.fields[names[part]] = forms.CharField(widget=forms.HiddenInput, required=False)
            self.initial[names[part]] = value
        if segment.state == OUTDATED:
            self.fields[names["valid"]] = forms.BooleanField(required=False, label=_("Still valid"))

    def bound_lines(self) -> list[dict]:
        """What the template shows: each segment with its fields."""
        return [
            {
                "segment": line.segment,
                "number": line.number,
                **{part: self[name] for part, name in line.names.items() if name in self.fields},
            }
            for line in self.lines
        ]

    def clean(self) -> dict:
        cleaned_data = super().clean()
        for line in self.lines:
            self._check_conflict(line, cleaned_data)
        return cleaned_data

    def _check_conflict(self, line: Line, cleaned_data: dict) -> None:
        typed = cleaned_data.get(line.names["target"], "")
        base = cleaned_data.get(line.names["target_base"])
        stored = line.segment.target
        if typed == stored or base == fingerprint(stored) or base == fingerprint(typed):
            return
        message = _(
            "Somebody else has written “%(theirs)s” here meanwhile. Yours is still here; "
            "save again to keep it."
        )
        self.add_error(line.names["target"], message % {"theirs": rich_text.plain(stored)})
        self.data = self.data.copy()
        self.data[line.names["target_base"]] = fingerprint(stored)

    def lost(self) -> list[str]:
        """Texts typed for passages that the source no longer has: shown, and so not lost."""
        known = {line.names["target"] for line in self.lines}
        names = [name for name in self.data if name.startswith("target:") and name not in known]
        return [self.data[name] for name in names if self.data[name]]

    def apply(self) -> None:
        """Take what was typed into the lane's segments."""
        segments = []
        for line in self.lines:
            self._answer(line)
            segments.append(line.segment)
        self.lane.set_segments(segments)
        self.lane.slug = self.cleaned_data["slug"]

    def _answer(self, line: Line) -> None:
        segment, names = line.segment, line.names
        typed = self.cleaned_data[names["target"]]
        is_untouched = fingerprint(typed) == self.cleaned_data[names["target_base"]]
        if is_untouched and not self.cleaned_data.get(names["valid"]):
            return
        was_old = self.cleaned_data[names["source_base"]] != fingerprint(segment.source)
        segment.answer(typed)
        if was_old and segment.state == VALID:
            segment.state = OUTDATED  # it translates a source that has just changed
