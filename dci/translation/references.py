"""What an object's languages refer to, exchanged: in segments, own values and columns.

Before the source itself is exchanged and saved: then every lane finds the source that it knows,
and stays as valid as it was.
"""

from collections.abc import Iterator
from typing import Protocol

from django.db import models
from django.db.models.functions import Cast
from modelcluster.models import model_from_serializable_data
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from dci import languages

from .alignment import Segment
from .models import Translatable, Translation
from .passages import shared_values, translated_rows


class Exchange(Protocol):
    """Gives what is stored back with another key in it, or as it was."""

    def html(self, text: str) -> str: ...

    def block(self, block: blocks.Block, raw: object) -> object: ...


def exchange(owner: Translatable, swap: Exchange, user: models.Model | None = None) -> None:
    """In all lanes of ``owner``, their drafts and what they have published. Under its lock."""
    kinds = {shared.path: shared.block for shared in shared_values(owner)}
    for lane in Translation.objects.of(owner):
        draft = lane.work if lane.has_unpublished_changes else None
        if _in_lane(lane, swap, kinds):
            names = ("segments", "retired", "overrides")
            values = {name: getattr(lane, name) for name in names}
            Translation.objects.filter(pk=lane.pk).update(**values)
        if draft and _in_lane(draft, swap, kinds):
            draft.save_revision(user=user, clean=False)
    for _prefix, row in translated_rows(owner):
        _in_columns(row, swap)


def referring(swap: Exchange) -> Iterator[Translation]:
    """The lanes in which something stands that ``swap`` would exchange, as drafts or published."""
    for lane in _with_markup_or_own_values():
        owner = lane.owner() if lane.overrides else None
        kinds = {one.path: one.block for one in shared_values(owner)} if owner else {}
        if _in_lane(lane, swap, kinds):
            yield lane


def _with_markup_or_own_values() -> Iterator[Translation]:
    """What is published and what is being worked on, where it can refer to anything at all."""
    published = Translation.objects.annotate(as_json=Cast("segments", models.TextField()))
    yield from published.filter(
        models.Q(as_json__contains="linktype") | models.Q(as_json__contains="embedtype")
        | ~models.Q(overrides={})
    ).iterator()  # fmt: skip
    drafts = Translation.objects.filter(has_unpublished_changes=True)
    for revision in Revision.objects.filter(pk__in=drafts.values("latest_revision")).iterator():
        yield model_from_serializable_data(Translation, revision.content, check_fks=False)


def _in_lane(lane: Translation, swap: Exchange, kinds: dict[str, blocks.Block]) -> bool:
    """Exchange in memory; whether there was anything to exchange."""
    before = (lane.segments, lane.retired, lane.overrides)
    lane.segments = [_in_segment(segment, swap) for segment in lane.segments]
    lane.retired = [_in_segment(segment, swap) for segment in lane.retired]
    lane.overrides = {
        path: swap.block(kinds[path], value) if path in kinds else value
        for path, value in lane.overrides.items()
    }
    return before != (lane.segments, lane.retired, lane.overrides)


def _in_segment(data: dict, swap: Exchange) -> dict:
    if not Segment(**data).is_html:
        return data
    return data | {name: swap.html(data[name]) for name in ("source", "target", "old_source")}


def _in_columns(row: models.Model, swap: Exchange) -> None:
    """The columns of the other languages, which the lanes may be too old to write anew."""
    changed = {}
    for name in row.translated_fields:
        field = row._meta.get_field(name)
        for code in languages.TARGETS:
            column = languages.column(name, code)
            value = getattr(row, column)
            if value and (swapped := _in_value(field, value, swap)) != value:
                changed[column] = swapped
    if changed:
        type(row)._base_manager.filter(pk=row.pk).update(**changed)


def _in_value(field: models.Field, value, swap: Exchange):
    if isinstance(field, StreamField):
        raw = value.get_prep_value()
        swapped = swap.block(field.stream_block, raw)
        return value if swapped == raw else field.stream_block.to_python(swapped)
    return swap.html(value) if isinstance(field, RichTextField) else value
