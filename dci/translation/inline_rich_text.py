"""A form field for one paragraph with its inline markup, and no paragraph around it.

The form holds HTML in a text area, which is enough to work with. The lane's script starts Draftail
in its place when somebody wants to write, and then the field holds what Draftail makes of a text.
Whatever arrives goes through Draftail's converter, which writes nothing but the markup of
``FEATURES`` and addresses that are no scripts, and escapes or drops the rest.
"""

import json

from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import BadRequest

from . import inline_marks, rich_text
from .base_page import base_page
from .checked_rich_text_area import MALFORMED, CheckedRichTextArea
from .noncharacters import without_noncharacters

STYLES = ["bold", "italic", "superscript", "subscript", "strikethrough"]
FEATURES = [*STYLES, "link", "document-link", *inline_marks.FEATURES]


def editor() -> CheckedRichTextArea:
    """Draftail for one paragraph. A new one each time: its converter has a state."""
    return CheckedRichTextArea(features=FEATURES)


def editor_state(html: str) -> str:
    """``html`` as Draftail has it: its content state, in JSON. Tags left open are closed first.

    Raises ``BadRequest`` for links that Draftail has no state for.
    """
    whole = rich_text.with_real_links(
        str(BeautifulSoup(rich_text.with_whole_tags(html), "html.parser"))
    )
    try:
        return _without_drafts(editor().format_value(f"<p>{whole}</p>" if whole else ""))
    except MALFORMED as error:
        raise BadRequest("The editor has no state for this text.") from error


def _without_drafts(state: str) -> str:
    """``state`` without the addresses of pages that are not public: anybody can type their keys."""
    content = json.loads(state or "{}") or {}
    links = [entity["data"] for entity in content.get("entityMap", {}).values()]
    pages = {link["id"]: link for link in links if "parentId" in link}
    if not pages:
        return state
    live = base_page()._base_manager.filter(pk__in=pages, live=True)
    public = set(live.values_list("pk", flat=True))
    for link in links:
        if "parentId" in link and link["id"] not in public:
            link |= {"url": None, "parentId": None}
    return json.dumps(content)


def is_editor_state(text: str) -> bool:
    """Whether ``text`` is what Draftail makes of a text, and not HTML."""
    if not text.startswith("{"):
        return False
    try:
        return "blocks" in json.loads(text)
    except (ValueError, RecursionError):
        return False


def from_editor(state: str) -> str:
    """What somebody wrote in Draftail, as HTML. The paragraphs of who pressed Enter become lines.

    Raises ``BadRequest`` for what no editor sends.
    """
    html = editor().value_from_datadict({"text": state}, {}, "text")
    return "<br/>".join(rich_text.pieces(html or "").values())


def as_edited(html: str) -> str:
    """``html`` as it comes back from an editor in which nobody has typed.

    Draftail has its own order of tags and attributes, and leaves out what it does not know.
    """
    return from_editor(editor_state(html))


class InlineRichTextField(forms.CharField):
    """A paragraph with its inline markup, ``stored`` being how it was before."""

    def __init__(self, *, stored: str = "", **kwargs):
        self.stored = stored
        super().__init__(widget=forms.Textarea, **kwargs)

    def to_python(self, value) -> str:
        """The text as HTML, byte for byte the stored one if nobody has typed."""
        text = super().to_python(value).replace("\r\n", "\n")
        if text == self.stored.strip():
            return self.stored
        if not is_editor_state(text):
            return without_noncharacters(as_edited(text))
        typed = without_noncharacters(from_editor(text))
        return self.stored if typed == as_edited(self.stored) else typed
