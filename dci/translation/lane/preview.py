"""An object in memory as it would be if a lane were published now."""

from ..models import Translatable, Translation
from ..passages import translated_children, translated_columns
from .passage_marks import marked


def with_draft(
    obj: Translatable, lane: Translation, *, has_passages_marked: bool = False
) -> Translatable:
    """``obj`` with the texts of ``lane``; a passage nobody has translated is shown in the source.

    Nothing is saved, and the object must not be. With ``has_passages_marked``, each text carries
    the number of its segment: see ``passage_marks``, which must clean the rendered page.
    """
    _hold_children(obj)
    targets = {segment.path: segment.target or segment.source for segment in lane.get_segments()}
    if has_passages_marked:
        targets = {
            path: marked(text, number)
            for number, (path, text) in enumerate(targets.items(), start=1)
        }
    for row, columns in translated_columns(obj, lane.language, targets, lane.overrides):
        for name, value in columns.items():
            setattr(row, name, value)
    return obj


def _hold_children(obj) -> None:
    """Keep the child rows in memory; each look-up would otherwise bring fresh ones."""
    for name, _rows in translated_children(obj):
        for child in getattr(obj, name).get_object_list():
            _hold_children(child)
