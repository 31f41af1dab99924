"""The form of a lane: its segments, each with its source beside it.

What a translator typed is compared, segment by segment, with how the segment was when the form
was opened: nobody overwrites what somebody else has saved meanwhile, and a text whose source has
moved on is kept as outdated. Nothing that was typed is thrown away. What was not posted stays as
it is, so that one segment can be saved as well as all of them.
"""

from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import rich_text
from ..alignment import OUTDATED, Segment
from ..inline_rich_text import InlineRichTextField
from ..models import Translatable, Translation
from ..passages import PIECE
from ..places import Place, Places
from ..slugs import made_from
from .lines import BASE, TARGET, Line, PlainTextField, expanded, fingerprint
from .moves import moved_paths
from .own_values import OWN, OwnField, OwnValue, name_all, own_values
from .shared_facts import shared_facts, start_of


@dataclass(frozen=True)
class Group:
    """What stands in one field or block: segments, and what a language may have its own of."""

    place: Place
    lines: list[Line]
    own_values: list[OwnValue]
    facts: list[str]  # numbers and dates beside it, which all languages share


class LaneForm(forms.Form):
    """The targets of all segments of a lane, and a page's address."""

    slug = forms.SlugField(required=False, allow_unicode=True, max_length=255)
    slug_base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, lane: Translation, owner: Translatable, data=None, user=None):
        self.lane, self.owner = lane, owner
        super().__init__(data, initial={"slug": lane.slug, "slug_base": lane.slug})
        self.fields["slug"].widget.attrs["placeholder"] = owner.own_slug(lane.language) or ""
        self.places = Places(owner)
        self.segments = list(enumerate(lane.get_segments(), start=1))
        self.posted = [
            self._line(number, segment)
            for number, segment in self.segments
            if TARGET + segment.path in self.data
        ]
        for line in self.posted:
            self.fields[line.target_name] = line.field
        self.posted_values = []
        if any(name.startswith(OWN) for name in self.data):
            self.posted_values = [one for one in self.own_values if one.name in self.data]
        for value in self.posted_values:
            self.fields[value.name] = OwnField(value, user)
        self.has_conflicts = False

    def _line(self, number: int, segment: Segment) -> Line:
        return Line(segment, number, self.places.of(segment.path), self.lane.language)

    @cached_property
    def lines(self) -> list[Line]:
        """All segments; a form that saves a single one does without the others."""
        posted = {line.number: line for line in self.posted}
        return [posted.get(number) or self._line(number, one) for number, one in self.segments]

    @property
    def suggested_slug(self) -> str:
        """An address made from the title, which no other page has; empty where one is set."""
        title = next((one.target for one in self.lane.get_segments() if one.path == "title"), "")
        language, made = self.lane.language, made_from(title)
        if not made or self.lane.slug or self.owner.own_slug(language) != "":
            return ""
        for slug in chain([made], (f"{made}-{number}" for number in range(2, 100))):
            with suppress(ValidationError):
                self.owner.check_slug(language, slug)
                return slug
        return ""

    @cached_property
    def own_values(self) -> list[OwnValue]:
        return own_values(self.lane, self.owner, self.places)

    def shown_lines(self) -> list[Line]:
        """The lines with all that the template shows of them."""
        for line in self.posted:
            typed = self.data[line.target_name] if line.typed is None else line.typed
            line.shown, line.errors = typed, self.errors.get(line.target_name, [])
        moved = moved_paths(self.lane)
        for line in self.lines:
            line.is_moved = line.segment.path in moved
        rich = [line for line in self.lines if line.segment.is_html]
        sources = expanded([line.segment.source for line in rich])
        targets = expanded([line.shown for line in rich])
        for line, source, target in zip(rich, sources, targets, strict=True):
            line.source_html, line.target_html = source, target
        return self.lines

    @property
    def groups(self) -> list[Group]:
        """Everything under the headings of its fields and blocks, in the order of the page."""
        name_all(self.own_values)
        for value in self.posted_values:
            value.errors = self.errors.get(value.name, [])
        parts = [*self.shown_lines(), *self.own_values]
        parts.sort(key=lambda part: self.places.rank(part.place))
        facts = shared_facts(self.owner)
        return [
            self._group(place, list(found), facts)
            for place, found in groupby(parts, key=lambda part: part.place)
        ]

    @staticmethod
    def _group(place: Place, parts: list, facts: dict[str, list[str]]) -> Group:
        """A group with the ``facts`` of its block, which no other group says again."""
        lines = [part for part in parts if isinstance(part, Line)]
        own = [part for part in parts if isinstance(part, OwnValue)]
        return Group(place, lines, own, lines and facts.pop(start_of(lines[0].segment.path), []))

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug and slug != self.lane.slug:
            self.owner.check_slug(self.lane.language, slug)
        return slug

    def clean(self) -> dict:
        cleaned_data = super().clean()
        for line in self.posted:
            line.typed = cleaned_data.get(line.target_name)
            if self._is_typed(line) and self._base(line)[0] != fingerprint(line.stored):
                self._report_conflict(line)
        for value in self.posted_values:
            self._check_own(value)
        if self._is_slug_typed and cleaned_data.get("slug_base") != self.lane.slug:
            self._refuse("slug", self.lane.slug)
            self.data = self.data.copy()
            self.data["slug_base"] = self.lane.slug
        return cleaned_data

    def _check_own(self, value: OwnValue) -> None:
        """Show what somebody else has chosen meanwhile. Saving again keeps one's own."""
        is_new = self.cleaned_data.get(value.name, value.own) != value.own
        if is_new and self.data.get(value.base_name) != value.base:
            name_all([value])
            self._refuse(value.name, value.own_title or value.shared_title)

    def _base(self, line: Line) -> tuple[str, str]:
        """The fingerprints of target and source when the form was opened."""
        target, _dash, source = self.data.get(line.base_name, "").partition("-")
        return target, source

    def _is_typed(self, line: Line) -> bool:
        """Whether this text was written in this form, and is not what is stored already."""
        typed, (base, _source) = line.typed, self._base(line)
        was_there = base and typed is not None
        return bool(was_there and fingerprint(typed) != base and typed != line.stored)

    @property
    def _is_slug_typed(self) -> bool:
        slug = self.cleaned_data.get("slug")
        is_new = slug not in (None, self.lane.slug, self.cleaned_data.get("slug_base"))
        return is_new and "slug" in self.data

    def _report_conflict(self, line: Line) -> None:
        """Show both texts. Who has seen them and saves again has decided."""
        stored, line.is_conflict = line.segment.target, True
        line.base = f"{fingerprint(line.stored)}-{self._base(line)[1]}"
        self._refuse(line.target_name, rich_text.plain(stored) if line.segment.is_html else stored)

    def _refuse(self, name: str, theirs: str) -> None:
        message = _(
            "Somebody else has written “%(theirs)s” here meanwhile. Yours is still here; "
            "save again to keep it."
        )
        self.has_conflicts = True
        self.add_error(name, ValidationError(message, params={"theirs": theirs}))

    def lost(self) -> list[str]:
        """Texts typed for passages that the source no longer has: shown, and so not lost."""
        known = {TARGET + segment.path for _number, segment in self.segments}
        names = [name for name in self.data if name.startswith(TARGET) and name not in known]
        return [text for name in names if (text := self._typed_elsewhere(name))]

    def _typed_elsewhere(self, name: str) -> str:
        piece = name.partition(PIECE)[2]
        is_html = piece and "@" not in piece
        base = self.data.get(BASE + name.removeprefix(TARGET), "").partition("-")[0]
        if fingerprint(self.data[name].replace("\r\n", "\n")) == base:
            return ""
        field = InlineRichTextField() if is_html else PlainTextField(is_one_line=False)
        typed = field.to_python(self.data[name])
        return rich_text.plain(typed) if is_html else typed

    def apply(self) -> bool:
        """Take what was typed into the lane. Returns whether that changed anything in it."""
        before = self.lane.segments, self.lane.slug, self.lane.overrides
        segments = list(self.lane.segments)
        for line in self.posted:
            self._answer(line)
            segments[line.number - 1] = line.segment.as_dict()
        self.lane.segments = segments
        if self._is_slug_typed:
            self.lane.slug = self.cleaned_data["slug"]
        self.lane.overrides = self._overrides()
        return before != (self.lane.segments, self.lane.slug, self.lane.overrides)

    def _overrides(self) -> dict[str, object]:
        """The language's own values. Those of blocks that are gone are kept: blocks come back."""
        posted = {value.path: self.cleaned_data[value.name] for value in self.posted_values}
        every = {**self.lane.overrides, **posted}
        return {path: value for path, value in every.items() if value is not None}

    def _answer(self, line: Line) -> None:
        segment, old_source = line.segment, line.segment.old_source
        has_moved_on = self._base(line)[1] != fingerprint(segment.source)
        if self._is_typed(line):
            segment.answer(line.typed)
            if has_moved_on and segment.target:  # it translates a source that is no longer there
                segment.state, segment.old_source = OUTDATED, old_source
            return
        is_as_seen = self._base(line) == (fingerprint(line.stored), fingerprint(segment.source))
        if is_as_seen and segment.state == OUTDATED and self.data.get(line.valid_name):
            segment.answer(segment.target)
