"""A segment in the form of a lane: its field, what is shown of it, and what it was made from."""

import hashlib

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from dci import languages

from .. import rich_text
from ..alignment import MISSING, OUTDATED, Segment
from ..changes import marked_changes
from ..inline_rich_text import InlineRichTextField
from ..noncharacters import without_noncharacters
from ..places import Place

TARGET, BASE, VALID = "target:", "base:", "valid:"
LETTERS_A_ROW = 60
# As much as search engines show of a page's title and description.
SEARCH_LENGTHS = {"seo_title": 60, "search_description": 155}
BETWEEN = "\ufdd0"  # which no text has: see ``noncharacters``


def fingerprint(text: str) -> str:
    """A short digest of a text."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def expanded(htmls: list[str]) -> list[SafeString]:
    """Inline rich texts as a browser shows them, with the look-ups of one for all of them."""
    together = expand_db_html(BETWEEN.join(htmls)).split(BETWEEN) if htmls else []
    if len(together) != len(htmls):  # one of them has that character nevertheless
        together = [expand_db_html(html) for html in htmls]
    return [SafeString(html) for html in together]


def in_lines(text: str, is_one_line: bool) -> str:
    """``text`` as it comes back from a form in which nobody has typed."""
    return (" " if is_one_line else "\n").join(text.strip().splitlines())


class PlainTextField(forms.CharField):
    """A text without markup. A title stays on one line, whatever is pasted into it."""

    def __init__(self, *, is_one_line: bool, **kwargs):
        self.is_one_line = is_one_line
        super().__init__(widget=forms.Textarea, **kwargs)

    def to_python(self, value) -> str:
        return in_lines(without_noncharacters(super().to_python(value)), self.is_one_line)


class Line:
    """A segment in the form."""

    source_html = target_html = ""
    errors: list[str] = []
    is_conflict = False  # somebody else has written here meanwhile
    is_moved = False  # it stands elsewhere than when somebody last saved the lane
    typed: str | None = None  # what was posted, cleaned

    def __init__(self, segment: Segment, number: int, place: Place, language: str):
        self.segment, self.number, self.place, self.language = segment, number, place, language
        path = segment.path
        self.target_name, self.base_name, self.valid_name = TARGET + path, BASE + path, VALID + path
        self.shown = segment.target
        self.is_one_line = place.is_one_line and not segment.is_html

    @cached_property
    def base(self) -> str:
        """Which target and which source the form shows."""
        return f"{fingerprint(self.stored)}-{fingerprint(self.segment.source)}"

    @cached_property
    def stored(self) -> str:
        """The target as it would come back from a form in which nobody has typed."""
        target = self.segment.target
        return target if self.segment.is_html else in_lines(target, self.place.is_one_line)

    @cached_property
    def field(self) -> forms.CharField:
        options = {"required": False, "max_length": self.place.max_length}
        if self.segment.is_html:
            return InlineRichTextField(stored=self.segment.target, **options)
        return PlainTextField(is_one_line=self.place.is_one_line, **options)

    @property
    def heading(self) -> str:
        return self.place.heading

    @property
    def label(self) -> str:
        """The name of the field for those who hear it."""
        return _("%(heading)s, passage %(number)s, %(language_name)s") % {
            "heading": self.heading,
            "number": self.number,
            "language_name": languages.name(self.language),
        }

    @property
    def rows(self) -> int:
        """The height of the field, where a browser cannot fit it to its text."""
        return 1 + max(len(self.shown), len(self.segment.source)) // LETTERS_A_ROW

    @property
    def limit(self) -> int | None:
        """After how many characters a search engine cuts it."""
        return SEARCH_LENGTHS.get(self.segment.path)

    @property
    def is_new(self) -> bool:
        return self.segment.state == MISSING

    @property
    def is_outdated(self) -> bool:
        return self.segment.state == OUTDATED

    @property
    def changes(self) -> SafeString:
        """What the source said before and says now, without markup; empty if that is the same."""
        old, new = self.segment.old_source, self.segment.source
        if not old:
            return SafeString("")
        if self.segment.is_html:
            old, new = rich_text.in_full(old), rich_text.in_full(new)
        return marked_changes(old, new) if old != new else SafeString("")
