"""Exchanging the key of one object for that of another, in what a revision holds.

Nothing is read or written here: texts and lists go in, texts and lists come out.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from dci.translation.passages import parts

TAG = re.compile(r"<(?:a|embed)\s[^>]*>")
KEY = re.compile(r'\sid="(\d{1,18})"')
OF_THE_PLACE = {"pk", "sort_order"}  # what two rows that say the same do not share


@dataclass(frozen=True)
class Swap:
    """``old`` is a key of ``model``, and ``new`` the one to stand in its place."""

    model: type[models.Model]
    old: int
    new: int = 0  # nothing has it: for those who only look

    def is_in(self, model: type[models.Model], content: dict) -> bool:
        return self.content(model, content) != content

    def content(self, model: type[models.Model], content: dict) -> dict:
        """The content of a revision of ``model``, or of one of its rows, with the new key.

        A row that then says the same as another of its list is left out.
        """
        found = dict(content)
        for name, field in _fields(model):
            if found.get(name) is not None:
                found[name] = self._value(field, found[name])
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            if rows := content.get(name):
                found[name] = list(self._rows(relation, rows))
        return found

    def _rows(self, relation, rows: list[dict]) -> Iterator[dict]:
        swapped = [self.content(relation.related_model, row) for row in rows]
        said = [_said(row) for row, before in zip(swapped, rows, strict=True) if row == before]
        for row, before in zip(swapped, rows, strict=True):
            if row == before:
                yield row
            elif _said(row) not in said:
                said.append(_said(row))
                yield row

    def _value(self, field: models.Field, value):
        if isinstance(field, StreamField):
            raw = json.loads(value) if isinstance(value, str) else value
            swapped = self.block(field.stream_block, raw)
            if swapped == raw:
                return value
            return json.dumps(swapped) if isinstance(value, str) else swapped
        if isinstance(field, RichTextField):
            return self.html(value)
        if isinstance(field, models.ForeignKey) and field.related_model is self.model:
            return self.key(value)
        return value

    def key(self, value):
        return self.new if str(value) == str(self.old) else value

    def block(self, block: blocks.Block, raw):
        """The raw value of a block, with the new key."""
        return self._in_block(block, deepcopy(raw))

    def _in_block(self, block: blocks.Block, raw):
        if not raw:
            return raw
        if isinstance(block, blocks.RichTextBlock):
            return self.html(raw)
        if isinstance(block, blocks.ChooserBlock):
            return self.key(raw) if block.model_class is self.model else raw
        moved = [value == self.old for _name, _child, value, _place in parts(block, raw)]
        for _name, child, value, (container, key) in list(parts(block, raw)):
            container[key] = self._in_block(child, value)
        if isinstance(block, blocks.ListBlock) and any(moved):
            return self._without_twins([part[2] for part in parts(block, raw)], raw, moved)
        return raw

    def _without_twins(self, values: list, items: list, moved: list[bool]) -> list:
        """A list of chosen things without what has become the same as another of them."""
        there = [value for value, is_moved in zip(values, moved, strict=True) if not is_moved]
        kept = []
        for value, item, is_moved in zip(values, items, moved, strict=True):
            if is_moved and value in there:
                continue
            there += [value] if is_moved else []
            kept.append(item)
        return kept

    def html(self, text: str) -> str:
        """Rich text as it is stored, with the new key in links and pictures."""
        kind = self._kind_in_html()
        return TAG.sub(self._in_tag, text) if kind and kind in text else text

    def _in_tag(self, found: re.Match) -> str:
        tag = found[0]
        if self._kind_in_html() not in tag:
            return tag
        return re.sub(rf'(\sid=")({self.old})(")', rf"\g<1>{self.new}\g<3>", tag)

    @property
    def in_languages(self) -> bool:
        """Whether a language can have its own of such things, or a link to them in its text."""
        return bool(self._kind_in_html())

    def _kind_in_html(self) -> str:
        """What a tag of rich text says that refers to this model; nothing if none can."""
        if self.model is get_document_model():
            return 'linktype="document"'
        return 'embedtype="image"' if self.model is get_image_model() else ""


class Gathering(Swap):
    """Notes each key of its model that it meets, and exchanges none."""

    def __init__(self, model: type[models.Model]):
        super().__init__(model, old=0)
        object.__setattr__(self, "keys", set())

    def key(self, value):
        self.keys.add(int(value))
        return value

    def html(self, text: str) -> str:
        kind = self._kind_in_html()
        for tag in TAG.findall(text) if kind else ():
            if kind in tag and (found := KEY.search(tag)):
                self.keys.add(int(found[1]))
        return text


def _fields(model: type[models.Model]) -> Iterator[tuple[str, models.Field]]:
    """The fields that can refer to something, by the names that a revision has for them."""
    for field in model._meta.concrete_fields:
        if isinstance(field, (StreamField, RichTextField, models.ForeignKey)):
            yield field.name, field


def _said(row: dict) -> dict:
    return {name: value for name, value in row.items() if name not in OF_THE_PLACE}
