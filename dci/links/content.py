"""Reads the links out of stored content, also those to what is no longer there."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField

from dci import languages

from .models import LONGEST

A = re.compile(r"<a\s[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
OUTSIDE = ("http://", "https://")
KINDS = {
    "address": blocks.URLBlock,
    "page": blocks.PageChooserBlock,
    "document": DocumentChooserBlock,
}


class Target(NamedTuple):
    """Where a link leads to: one of the three, in one language or "" for all."""

    language: str
    address: str | None = None
    page: int | None = None
    document: int | None = None


def targets(obj: models.Model) -> set[Target]:
    """Where ``obj`` and its rows lead to, in all languages."""
    found = set(_of_fields(obj))
    for relation in get_all_child_relations(obj):
        for row in getattr(obj, relation.get_accessor_name()).all():
            found |= targets(row)
    return found


def _of_fields(obj: models.Model) -> Iterator[Target]:
    columns = {
        languages.column(name, code): code
        for name in getattr(obj, "translated_fields", ())
        for code in languages.ALL
    }
    for field in obj._meta.concrete_fields:
        if field.name in getattr(obj, "translated_fields", ()):
            continue  # the base column says what that of the source says
        for kind, value in _of_field(field, field.value_from_object(obj)):
            if target := _target(columns.get(field.name, ""), kind, value):
                yield target


def _of_field(field: models.Field, value) -> Iterator[tuple[str, object]]:
    if not value:
        return
    if isinstance(field, StreamField):
        yield from _of_block(value.stream_block, value.get_prep_value())
    elif isinstance(field, RichTextField):
        yield from _of_html(value)
    elif isinstance(field, models.URLField):
        yield "address", value


def _of_block(block: blocks.Block, raw) -> Iterator[tuple[str, object]]:
    """Of a block's raw value: the block itself forgets what is gone."""
    for part, value in _leaves(block, raw):
        if isinstance(part, blocks.RichTextBlock):
            yield from _of_html(value)
        elif kind := next((kind for kind, types in KINDS.items() if isinstance(part, types)), ""):
            yield kind, value


def _leaves(block: blocks.Block, raw) -> Iterator[tuple[blocks.Block, object]]:
    """The blocks inside that have no others inside, with their raw values if there are any."""
    parts = []
    if isinstance(block, blocks.BaseStreamBlock):
        known = block.child_blocks
        parts = [(known[one["type"]], one["value"]) for one in raw or () if one["type"] in known]
    elif isinstance(block, blocks.ListBlock):
        parts = [(block.child_block, _of_item(one)) for one in raw or ()]
    elif isinstance(block, blocks.BaseStructBlock):
        parts = [(part, (raw or {}).get(name)) for name, part in block.child_blocks.items()]
    elif raw:
        yield block, raw
    for part, value in parts:
        yield from _leaves(part, value)


def _of_item(item):
    """The value of a list's item, which had no type and key in older versions of Wagtail."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _of_html(html: str) -> Iterator[tuple[str, object]]:
    for link in A.findall(html):
        named = dict(ATTRIBUTE.findall(link))
        kind = named.get("linktype", "address")
        value = unescape(named.get("href", "")) if kind == "address" else named.get("id")
        if value and kind in Target._fields:
            yield kind, value


def _target(language: str, kind: str, value) -> Target | None:
    if kind == "address":
        url = str(value).strip().partition("#")[0]
        is_outside = url.startswith(OUTSIDE) and len(url) <= LONGEST
        return Target(language, address=url) if is_outside else None
    key = str(value)
    is_key = key.isdecimal() and len(key) < 19
    return Target(language, **{kind: int(key)}) if is_key else None
