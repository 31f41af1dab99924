"""What is stored, as a person would say it: shown beside what that person has typed instead."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from django import forms
from django.utils.translation import gettext as _
from wagtail import blocks

from dci.editing.normal import is_rich_text


def in_words(field: forms.Field, value) -> str:
    """``value`` of a form field: text without markup, names of what was chosen or ticked."""
    if value in (None, "", []):
        return _("nothing")
    if is_rich_text(field.widget):
        return _without_markup(value)
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.to_python(value)
        return ", ".join(map(str, chosen)) if isinstance(value, list) else str(chosen)
    if isinstance(field, forms.ChoiceField):
        ticked = {str(item) for item in (value if isinstance(value, list) else [value])}
        return ", ".join(str(label) for code, label in field.choices if str(code) in ticked)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def block_in_words(block: blocks.Block, value) -> str:
    """The texts of a block and of the blocks inside it."""
    return " · ".join(text for text in _texts(block, value) if text)


def _texts(block: blocks.Block, value) -> Iterator[str]:
    if value is None:
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _texts(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _texts(block.child_block, item)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, part in block.child_blocks.items():
            yield from _texts(part, value.get(name))
    elif isinstance(block, blocks.RichTextBlock):
        yield _without_markup(value.source)
    else:
        yield str(value)


def _without_markup(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())
