"""Numbers, dates and choices that stand beside a passage and need no translation.

A translator reads "girls took part" and wants to know that there were 57,000 of them.
"""

from collections.abc import Iterator

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

from dci import languages

from ..passages import (
    PIECE,
    SEPARATOR,
    is_language,
    may_differ,
    parts,
    translated_rows,
)

Fact = tuple[str, str]  # the beginning of the paths that it belongs to, and "Number: 57000"


def shared_facts(obj: models.Model) -> dict[str, list[str]]:
    """What is shared, by the beginning of the paths beside which it stands."""
    found: dict[str, list[str]] = {}
    for start, text in _of_object(obj):
        found.setdefault(start, []).append(text)
    return found


def start_of(path: str) -> str:
    """The block or row in which the passage at ``path`` stands."""
    return path.partition(PIECE)[0].rpartition(SEPARATOR)[0]


def _of_object(obj: models.Model) -> Iterator[Fact]:
    for prefix, row in translated_rows(obj):
        if prefix:
            yield from _of_row(row, SEPARATOR.join(prefix))
        for name in row.translated_fields:
            definition = row._meta.get_field(name)
            value = getattr(row, languages.column(name, languages.SOURCE))
            if value and isinstance(definition, StreamField):
                path = SEPARATOR.join([*prefix, name])
                yield from _of_block(definition.stream_block, value.get_prep_value(), path)


def _of_row(row: models.Model, path: str) -> Iterator[Fact]:
    texts = {
        *row.translated_fields,
        *(languages.column(name, code) for name in row.translated_fields for code in languages.ALL),
    }
    for field in row._meta.concrete_fields:
        is_fact = field.editable and not field.primary_key and not field.is_relation
        if is_fact and field.name not in texts:
            value = row._get_FIELD_display(field)
            if value not in (None, "", False):
                yield path, f"{capfirst(field.verbose_name)}: {value}"


def _of_block(block: blocks.Block, raw, path: str) -> Iterator[Fact]:
    for name, child, value, _place in parts(block, raw):
        if value and _is_fact(child):
            yield path, f"{child.label}: {_shown(child, value)}"
        yield from _of_block(child, value, f"{path}{SEPARATOR}{name}")


def _is_fact(block: blocks.Block) -> bool:
    """Whether a block holds one plain value: what is chosen among objects has no words here."""
    is_plain = isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.ChooserBlock)
    return is_plain and not is_language(block) and not may_differ(block)


def _shown(block: blocks.FieldBlock, value) -> str:
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(value, value))
    return str(value)
