"""Where a passage stands: "Figure 2, What is counted", and what its columns can hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import StreamField

from dci import languages

from .passages import PIECE, SEPARATOR, is_language, may_differ, parts, translated_children

Found = tuple[tuple[str, ...], tuple[str, ...], tuple[int | None, bool]]  # path, words, limits


@dataclass(frozen=True)
class Place:
    """A field or block that holds text, in the words of the editor's form."""

    words: tuple[str, ...] = ()
    max_length: int | None = None
    is_one_line: bool = False

    @property
    def heading(self) -> str:
        return ", ".join(self.words)

    @property
    def outer(self) -> str:
        """The heading but for its last words, which are ``inner``."""
        return ", ".join(self.words[:-1])

    @property
    def inner(self) -> str:
        return self.words[-1] if self.words else ""


class Places:
    """The places of all passages of an object, by the beginnings of their paths."""

    def __init__(self, obj: models.Model):
        self._by_path = {
            SEPARATOR.join(path): (words, *limits) for path, words, limits in _of_row(obj, (), ())
        }
        self._ranks: dict[Place, int] = {}

    def of(self, path: str) -> Place:
        """The place of the passage at ``path``; a nameless one if it has just been removed."""
        words, *limits = self._by_path.get(path.partition(PIECE)[0], ((), None, False))
        return Place(tuple(map(str, filter(None, words))), *limits)

    def rank(self, place: Place) -> int:
        """Where a place stands among the others of the object."""
        if not self._ranks:
            paths = reversed(self._by_path)
            self._ranks = {self.of(path): -number for number, path in enumerate(paths)}
        return self._ranks.get(place, -len(self._by_path))


def _of_row(obj: models.Model, path: tuple, words: tuple) -> Iterator[Found]:
    for name in getattr(obj, "translated_fields", ()):
        field = obj._meta.get_field(name)
        yield from _of_field(obj, field, (*path, name), (*words, capfirst(field.verbose_name)))
    for name, rows in translated_children(obj):
        for number, row in enumerate(rows, start=1):
            label = f"{capfirst(row._meta.verbose_name)} {number}"
            yield from _of_row(row, (*path, name, str(row.pk)), (*words, label))


def _of_field(obj, field: models.Field, path: tuple, words: tuple) -> Iterator[Found]:
    if isinstance(field, StreamField):
        value = getattr(obj, languages.column(field.name, languages.SOURCE))
        raw = value.get_prep_value() if value else []
        yield from _of_block(field.stream_block, raw, path, words)
    else:
        yield path, words, (field.max_length, isinstance(field, models.CharField))


def _of_block(block: blocks.Block, raw, path: tuple, words: tuple) -> Iterator[Found]:
    if is_language(block):
        max_length = getattr(block.field, "max_length", None)
        yield path, words, (max_length, isinstance(block, blocks.CharBlock))
    elif may_differ(block):
        yield path, words, (None, False)
    found = list(parts(block, raw))
    labels = _labels(block, [child for _name, child, _value, _place in found])
    for label, (name, child, value, _place) in zip(labels, found, strict=True):
        yield from _of_block(child, value, (*path, name), (*words, label))


def _labels(block: blocks.Block, children: list[blocks.Block]) -> Iterator[str]:
    """Each child's label, with a number where it is one of several: "Text 1", "Text 2"."""
    kinds = {id(child): child for child in children}
    translated = {key: str(kind.label or "") for key, kind in kinds.items()}
    labels = [translated[id(child)] for child in children]
    total, seen = Counter(labels), Counter()
    for label in labels:
        seen[label] += 1
        is_numbered = isinstance(block, blocks.ListBlock) or total[label] > 1
        yield f"{label} {seen[label]}".strip() if is_numbered else label
