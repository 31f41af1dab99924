"""What a segment is called: "Key figures 2, what is counted"."""

from collections.abc import Iterator

from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField

from dci import languages

from .passages import PIECE, SEPARATOR, parts


def heading_of(obj: models.Model, path: str) -> str:
    """The place of the passage at ``path`` in ``obj``, in the words of the editor's form."""
    names = path.partition(PIECE)[0].split(SEPARATOR)
    return ", ".join(str(word) for word in _row(obj, names) if word)


def _row(obj: models.Model, names: list[str]) -> list[str]:
    relations = {
        relation.get_accessor_name(): relation for relation in get_all_child_relations(obj)
    }
    name, *rest = names
    if name not in relations:
        field = obj._meta.get_field(name)
        return [capfirst(field.verbose_name), *_blocks(obj, field, rest)]
    rows = list(getattr(obj, name).all())
    position = next((n for n, row in enumerate(rows, 1) if str(row.pk) == rest[0]), None)
    if position is None:
        return []
    label = capfirst(relations[name].related_model._meta.verbose_name)
    return [f"{label} {position}", *_row(rows[position - 1], rest[1:])]


def _blocks(obj: models.Model, field, names: list[str]) -> list[str]:
    value = getattr(obj, languages.column(field.name, languages.SOURCE))
    if not isinstance(field, StreamField) or not value:
        return []
    return list(_block(field.stream_block, value.get_prep_value(), names))


def _block(block: blocks.Block, raw, names: list[str]) -> Iterator[str]:
    if not names:
        return
    for position, (name, child, value, _place) in enumerate(parts(block, raw), start=1):
        if name == names[0]:
            label = child.label or ""
            yield f"{label} {position}".strip() if isinstance(block, blocks.ListBlock) else label
            yield from _block(child, value, names[1:])
