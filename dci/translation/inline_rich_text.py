"""A form field for one paragraph with its inline markup, and no paragraph around it.

Whatever arrives goes through Draftail's converter, which writes nothing but the markup of
``FEATURES`` and addresses that are no scripts, and escapes the rest.
"""

from django import forms

from dci.rich_text_area import CheckedRichTextArea

from . import rich_text

FEATURES = ["bold", "italic", "superscript", "subscript", "strikethrough", "link", "document-link"]


class InlineRichTextArea(CheckedRichTextArea):
    """Draftail, which wants paragraphs, around a text that is part of one."""

    def __init__(self):
        super().__init__(features=FEATURES)

    def named_by(self, identifier: str) -> None:
        """Give the editor the label with this id: a ``for`` leads to a field that is hidden."""
        self.options = {**self.options, "ariaLabelledBy": identifier}

    def format_value(self, value: str | None) -> str:
        return super().format_value(f"<p>{value}</p>" if value else "")

    def value_from_datadict(self, data, files, name) -> str:
        """The text as HTML; the paragraphs of somebody who pressed Enter become lines."""
        html = super().value_from_datadict(data, files, name)
        return "<br/>".join(rich_text.pieces(html or "").values())


class InlineRichTextField(forms.CharField):
    """A paragraph with its inline markup."""

    def __init__(self, **kwargs):
        super().__init__(widget=InlineRichTextArea(), **kwargs)

    def normal(self, value: str) -> str:
        """``value`` as it would come back from an editor in which nobody has typed.

        Draftail has its own order of tags and attributes. What is stored is compared in that
        form, and kept as it is if nothing else is different.
        """
        editor_state = self.widget.format_value(value)
        return self.clean(self.widget.value_from_datadict({"text": editor_state}, {}, "text"))
