"""From what a data file says to what a model's field holds."""

import re
import uuid
from itertools import count

from django.core.files.base import ContentFile
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from dci import languages

from .reading import FILES, in_language

AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|ul|ol|li|h[2-6])\b[^>]*>)\s*")
PARAGRAPH = re.compile(r"<(?:p|li|h[2-6])\b(?![^>]*data-block-key)")
PAGE_KEY = re.compile(r'(<a [^>]*)\bkey="([^"]+)"')


class References:
    """The objects that keys in the data stand for."""

    def __init__(self):
        self._objects: dict[str, list[models.Model | None]] = {}

    def add(self, key: str, obj: models.Model | None) -> None:
        """Remember what ``key`` stands for; ``None`` if staff have deleted it since."""
        self._objects.setdefault(key, []).append(obj)

    def find(self, model: type[models.Model], key: str) -> models.Model | None:
        """The object of type ``model`` with this key. Raises ``KeyError`` for an unknown one."""
        for obj in self._objects[key]:
            if obj is None or isinstance(obj, model):
                return obj
        raise KeyError(f"{key} is not of type {model.__name__}")


class Filler:
    """Fills objects from the data of their entries, one language at a time."""

    def __init__(self, references: References):
        self.references = references

    def fill(self, obj: models.Model, entry: dict, language: str) -> None:
        """Set the columns of ``language``; in the source, also shared values and child rows."""
        is_source = language == languages.SOURCE
        translated = getattr(obj, "translated_fields", ())
        data = in_language(entry, language)
        for field in obj._meta.get_fields():
            if field.name not in data or field.auto_created:
                continue
            if field.name in translated:
                value = self._value(field, data[field.name], f"{entry['key']}/{field.name}")
                setattr(obj, languages.column(field.name, language), value)
            elif is_source:
                value = self._value(field, data[field.name], f"{entry['key']}/{field.name}")
                setattr(obj, field.name, value)
        for relation in get_all_child_relations(obj):
            name = relation.get_accessor_name()
            if name in entry:
                self._fill_rows(obj, relation, entry[name], language)

    def _fill_rows(self, obj, relation, entries: list, language: str) -> None:
        name = relation.get_accessor_name()
        manager = getattr(obj, name)
        if language == languages.SOURCE:
            rows = [relation.related_model(sort_order=number) for number in range(len(entries))]
        else:
            rows = list(manager.all())
        for number, (row, entry) in enumerate(zip(rows, entries, strict=True)):
            self.fill(row, {"key": f"{name}/{number}", **entry}, language)
        setattr(obj, name, rows)

    def _value(self, field, data, seed: str):
        if isinstance(field, StreamField):
            raw = self._raw(field.stream_block, data or [], seed)
            return field.stream_block.to_python(raw)
        if isinstance(field, RichTextField):
            return self._html(data, seed)
        if isinstance(field, models.FileField):
            return _file(data)
        if field.many_to_many:
            return [self.references.find(field.related_model, key) for key in data]
        if field.is_relation:
            return self.references.find(field.related_model, data) if data else None
        return data

    def _raw(self, block: blocks.Block, data, seed: str):
        """The raw value of a block. Ids follow from the place, so all languages share them."""
        if isinstance(block, blocks.BaseStreamBlock):
            items = [next(iter(item.items())) for item in data]
            return [
                self._item(kind, block.child_blocks[kind], value, f"{seed}/{number}")
                for number, (kind, value) in enumerate(items)
            ]
        if isinstance(block, blocks.ListBlock):
            return [
                self._item("item", block.child_block, value, f"{seed}/{number}")
                for number, value in enumerate(data)
            ]
        if isinstance(block, blocks.BaseStructBlock):
            return {
                name: self._raw(child, data[name], f"{seed}/{name}")
                if name in data
                else child.get_prep_value(child.get_default())
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, blocks.RichTextBlock):
            return self._html(data, seed)
        if isinstance(block, blocks.ChooserBlock):
            found = self.references.find(block.model_class, data) if data else None
            return found and found.pk
        return data

    def _item(self, kind: str, block: blocks.Block, data, seed: str) -> dict:
        return {"type": kind, "value": self._raw(block, data, seed), "id": str(_uuid(seed))}

    def _html(self, html: str | None, seed: str) -> str:
        """Rich text in the form the database keeps.

        Links are by id, no white space is between blocks, and each paragraph has a key, as those
        of the editor have, which would else give it one when it is first saved.
        """
        html = AROUND_BLOCKS.sub(r"\1", (html or "").strip()).replace("\n", " ")
        keys = (_uuid(f"{seed}/{number}").hex[:5] for number in count())
        html = PARAGRAPH.sub(lambda tag: f'{tag[0]} data-block-key="{next(keys)}"', html)
        return PAGE_KEY.sub(self._page_link, html)

    def _page_link(self, match: re.Match) -> str:
        from dci.models import SitePage

        page = self.references.find(SitePage, match[2])
        return f'{match[1]}id="{page.pk if page else ""}"'


def _uuid(seed: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, seed)


def _file(name: str) -> ContentFile:
    path = FILES / name
    return ContentFile(path.read_bytes(), name=path.name)
