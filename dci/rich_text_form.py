"""Rich text as the editor's form sees it, so that an untouched text compares as untouched."""

import re

from bs4 import BeautifulSoup
from django import forms
from wagtail import blocks
from wagtail.blocks import StreamValue

# Draftail gives paragraphs without a key a random one each time it opens them.
BLOCK_KEY = re.compile(r'\s?data-block-key="[^"]*"')


def is_rich_text(widget: forms.Widget) -> bool:
    """Whether ``widget`` is Draftail, which can't be imported before the page models are there."""
    return hasattr(widget, "converter")


def normal_html(html: str, widget: forms.Widget) -> str:
    """``html`` after a way through Draftail and back, without paragraph keys."""
    if not html.strip():
        return ""
    editor_state = widget.converter.from_database_format(BLOCK_KEY.sub("", html))
    return BLOCK_KEY.sub("", widget.converter.to_database_format(editor_state))


def normal_stream(value: StreamValue):
    """The raw value of a StreamField with each rich text in its normal form."""
    return _normal(value.stream_block, value.get_prep_value())


def _normal(block: blocks.Block, raw):
    if isinstance(block, blocks.RichTextBlock):
        return normal_html(raw or "", block.field.widget)
    if isinstance(block, blocks.BaseStreamBlock):
        known = block.child_blocks
        return [
            {**item, "value": _normal(known[item["type"]], item["value"])}
            for item in raw
            if item["type"] in known
        ]
    if isinstance(block, blocks.ListBlock):
        return [{**item, "value": _normal(block.child_block, item["value"])} for item in raw]
    if isinstance(block, blocks.BaseStructBlock):
        return {name: _normal(child, raw.get(name)) for name, child in block.child_blocks.items()}
    return "" if raw is None else raw


def plain_text(value, limit: int = 600) -> str:
    """What a person would read in ``value``, for a message; cut after ``limit`` characters."""
    text = str(value.render_as_block() if hasattr(value, "render_as_block") else value or "")
    words = " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())
    return words if len(words) <= limit else words[:limit] + " …"
