"""Values in one form, so that what nobody has touched compares as untouched.

A value comes out of the database, or out of the form after a way through the browser. The two
differ in ways that nobody sees: "5" for 5, line ends, the keys that the editor gives to
paragraphs and blocks.
"""

import re
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks import StreamValue

# Draftail gives paragraphs without a key a random one each time it opens them.
BLOCK_KEY = re.compile(r'\s?data-block-key="[^"]*"')


def normal(field: forms.Field, value):
    """``value`` of a form field as text, or as lists and mappings of texts."""
    if isinstance(value, StreamValue):
        return _normal_block(value.stream_block, value.get_prep_value())
    if is_rich_text(field.widget):
        return _normal_html(value or "", field.widget)
    value = field.prepare_value(value)
    if isinstance(field, forms.ModelChoiceField):
        return _normal_text(value)  # the key is enough, the object need not be fetched
    try:
        return _normal_text(field.to_python(value))
    except ValidationError:
        return _normal_text(value)


def is_rich_text(widget: forms.Widget) -> bool:
    """Whether ``widget`` is Draftail, which can't be imported before the page models are there."""
    return hasattr(widget, "converter")


def _normal_text(value):
    if isinstance(value, (list, tuple, set)):
        return sorted(_normal_text(item) for item in value)  # what is ticked has no order
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def _normal_html(html: str, widget: forms.Widget) -> str:
    """``html`` after a way through Draftail and back, without paragraph keys."""
    if not html.strip():
        return ""
    editor_state = widget.converter.from_database_format(BLOCK_KEY.sub("", html))
    return BLOCK_KEY.sub("", widget.converter.to_database_format(editor_state))


def _normal_block(block: blocks.Block, raw):
    """A block's raw value without the ids of blocks, with the defaults of what it lacks."""
    if isinstance(block, blocks.RichTextBlock):
        return _normal_html(raw or "", block.field.widget)
    if isinstance(block, blocks.BaseStreamBlock):
        known = block.child_blocks
        return [
            [item["type"], _normal_block(known[item["type"]], item["value"])]
            for item in raw
            if item["type"] in known
        ]
    if isinstance(block, blocks.ListBlock):
        return [_normal_block(block.child_block, item["value"]) for item in raw]
    if isinstance(block, blocks.BaseStructBlock):
        return {name: _normal_part(part, name, raw) for name, part in block.child_blocks.items()}
    return _normal_text(raw)


def _normal_part(block: blocks.Block, name: str, raw: dict):
    default = block.get_prep_value(block.get_default()) if name not in raw else None
    return _normal_block(block, raw.get(name, default))
