"""Reading the passages of an object that want translating, and putting translations in.

A *passage* is a text of the source at a path that stays the same when the text around it
changes: field name, then the ids of StreamField and list blocks or of child rows, then the
paragraph inside a rich text. Knows no model: it reads ``translated_fields`` and ``_meta``.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock

from dci import languages

from . import rich_text
from .columns import TranslatedColumns

SEPARATOR = "."
PIECE = "#"


@dataclass(frozen=True)
class Passage:
    """A text of the source, at its place."""

    path: str
    source: str
    is_html: bool = False


@dataclass(frozen=True)
class SharedValue:
    """A link, document, image or address that all languages share unless one has its own."""

    path: str
    value: object  # as it is stored: a key or an address
    block: blocks.FieldBlock


class Values(NamedTuple):
    """What stands at the paths of an object in one language."""

    targets: dict[str, str]
    overrides: dict[str, object]


def read(obj: TranslatedColumns, language: str = languages.SOURCE) -> list[Passage]:
    """Every passage of ``obj`` and of its child rows, in the order of the page.

    The source's as a rule; with another ``language``, what its columns hold at the same paths.
    """
    return [
        passage
        for prefix, row in translated_rows(obj)
        for field in row.translated_fields
        for passage in _read_field(row, field, language, SEPARATOR.join([*prefix, field]))
    ]


def shared_values(obj: TranslatedColumns) -> Iterator[SharedValue]:
    """What a language may have its own of, in the order of the page."""
    for prefix, row in translated_rows(obj):
        for name in row.translated_fields:
            definition = row._meta.get_field(name)
            value = getattr(row, languages.column(name, languages.SOURCE))
            path = SEPARATOR.join([*prefix, name])
            if value and isinstance(definition, StreamField):
                yield from _shared(definition.stream_block, value.get_prep_value(), path)
            elif value and isinstance(definition, RichTextField):
                yield from _images_in(value, path)


def translated_columns(
    obj: TranslatedColumns,
    language: str,
    targets: dict[str, str],
    overrides: dict[str, object] | None = None,
) -> Iterator[tuple[TranslatedColumns, dict[str, object]]]:
    """Each row of ``obj`` with the values of its columns in ``language``.

    ``targets`` gives the translation of each path. Structure, order and shared values are
    those of the source as it is now, but where ``overrides`` has another value for a path.
    Raises ``KeyError`` for a passage without a translation: no gap is ever made public.
    """
    values = Values(targets, overrides or {})
    for prefix, row in translated_rows(obj):
        yield (
            row,
            {
                languages.column(field, language): _translate_field(
                    row, field, SEPARATOR.join([*prefix, field]), values
                )
                for field in row.translated_fields
            },
        )


def translated_rows(
    obj: models.Model, prefix: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], TranslatedColumns]]:
    """``obj`` and its child rows, however deep, each with the beginning of its paths."""
    if isinstance(obj, TranslatedColumns) and obj.translated_fields:
        yield prefix, obj
    for name, rows in translated_children(obj):
        for child in rows:
            yield from translated_rows(child, (*prefix, name, str(child.pk)))


def translated_children(obj: models.Model) -> Iterator[tuple[str, models.QuerySet]]:
    """The child rows of ``obj`` that are part of its lanes, by the name of their relation."""
    for relation in get_all_child_relations(obj):
        if _has_texts(relation.related_model):
            name = relation.get_accessor_name()
            yield name, getattr(obj, name).all()


@cache
def _has_texts(model: type[models.Model]) -> bool:
    """Whether rows of ``model``, or rows below them, have texts in languages."""
    below = (relation.related_model for relation in get_all_child_relations(model))
    return issubclass(model, TranslatedColumns) or any(map(_has_texts, below))


def _read_field(row: TranslatedColumns, field: str, language: str, path: str) -> Iterator[Passage]:
    definition = row._meta.get_field(field)
    value = getattr(row, languages.column(field, language))
    if not value:
        return
    if isinstance(definition, StreamField):
        yield from _read_block(definition.stream_block, value.get_prep_value(), path)
    elif isinstance(definition, RichTextField):
        yield from _read_html(value, path)
    else:
        yield Passage(path, str(value))


def _translate_field(row: TranslatedColumns, field: str, path: str, values: Values) -> object:
    definition = row._meta.get_field(field)
    value = getattr(row, languages.column(field, languages.SOURCE))
    if not value:
        return value
    if isinstance(definition, StreamField):
        raw = _translate_block(
            definition.stream_block, deepcopy(value.get_prep_value()), path, values
        )
        return definition.stream_block.to_python(raw)
    if isinstance(definition, RichTextField):
        return _translate_html(value, path, values)
    return values.targets[path]


def _read_html(html: str, path: str) -> Iterator[Passage]:
    for key, text in rich_text.pieces(html).items():
        yield Passage(f"{path}{PIECE}{key}", text, is_html=not key.partition("@")[2])


def _translate_html(html: str, path: str, values: Values) -> str:
    start = f"{path}{PIECE}"
    texts = {key: values.targets[start + key] for key in rich_text.pieces(html)}
    own = {key: values.overrides.get(start + key) for key in rich_text.images(html)}
    chosen = {key: image for key, image in own.items() if image}
    translated = rich_text.replace(html, texts)
    return rich_text.with_images(translated, chosen) if chosen else translated


def _images_in(html: str, path: str) -> Iterator[SharedValue]:
    for key, image in rich_text.images(html).items():
        yield SharedValue(f"{path}{PIECE}{key}", image, IMAGE)


def is_language(block: blocks.Block) -> bool:
    """Whether a leaf block holds language, and not a code, an address, a number or a choice."""
    text = isinstance(block, (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock))
    return text and getattr(block, "translatable", getattr(block.meta, "translatable", True))


# The keys and addresses that a language may want to have its own of: a text in an image, a treaty
# that a court has put online in each language.
IMAGE = ImageChooserBlock()  # how an image inside a rich text is chosen
MAY_DIFFER = (blocks.PageChooserBlock, DocumentChooserBlock, ImageChooserBlock, blocks.URLBlock)


def may_differ(block: blocks.Block) -> bool:
    """Whether a leaf block holds something that a language may have its own of."""
    return isinstance(block, MAY_DIFFER)


def parts(block: blocks.Block, raw) -> Iterator[tuple[str, blocks.Block, object, tuple]]:
    """The parts of a raw block value: name in the path, block, value, and where it is kept.

    Kept as ``(container, key)``, so that a translation can be put in its place. A block type
    that the code no longer knows is passed over and stays as it is.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        for item in raw:
            if item["type"] in block.child_blocks:
                yield item["id"], block.child_blocks[item["type"]], item["value"], (item, "value")
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw):
            if isinstance(item, dict) and {"type", "id", "value"} <= item.keys():
                yield item["id"], block.child_block, item["value"], (item, "value")
            else:  # the bare value, which code may write and the editor never does
                yield str(number), block.child_block, item, (raw, number)
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if name in raw:
                yield name, child, raw[name], (raw, name)


def _read_block(block: blocks.Block, raw, path: str) -> Iterator[Passage]:
    if is_language(block):
        if not raw:
            return
        if isinstance(block, blocks.RichTextBlock):
            yield from _read_html(raw, path)
        else:
            yield Passage(path, raw)
    for name, child, value, _place in parts(block, raw):
        yield from _read_block(child, value, f"{path}{SEPARATOR}{name}")


def _shared(block: blocks.Block, raw, path: str) -> Iterator[SharedValue]:
    if isinstance(block, blocks.RichTextBlock) and raw:
        yield from _images_in(raw, path)
    if may_differ(block) and raw:
        yield SharedValue(path, raw, block)
    for name, child, value, _place in parts(block, raw):
        if not getattr(block.meta, "has_own_language", False):
            yield from _shared(child, value, f"{path}{SEPARATOR}{name}")


def _translate_block(block: blocks.Block, raw, path: str, values: Values):
    if is_language(block):
        if not raw:
            return raw
        if isinstance(block, blocks.RichTextBlock):
            return _translate_html(raw, path, values)
        return values.targets[path]
    if may_differ(block):
        return values.overrides.get(path, raw)
    for name, child, value, (container, key) in parts(block, raw):
        container[key] = _translate_block(child, value, f"{path}{SEPARATOR}{name}", values)
    return raw
