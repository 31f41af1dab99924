"""Translators and editors at work, by the programming interface.

translate(page)                              everything into French, and published
edit(page, title_en="About us")              a new English text, published
states(page)                                 {"title": "outdated", ...}
target(page, "title")                        what its French lane has for a passage
"""

from dci.translation import lanes
from dci.translation.models import TranslatedColumns, Translation


def translate(obj: TranslatedColumns, language: str = "fr", **draft) -> Translation:
    """Answer every passage with its source behind the language's code, and publish the lane."""
    answers = {
        segment.path: f"[{language}] {segment.source}" for segment in lanes.segments(obj, language)
    }
    lanes.save_draft(obj, language, answers, **draft)
    return lanes.publish(obj, language)


def edit(page, publish: bool = True, **values):
    """Save a page with new English or shared values, as an editor does. The page, read again."""
    page = fresh(page)
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    revision = draft.save_revision()
    if publish:
        revision.publish()
    return fresh(page)


def fresh(obj):
    """The object as the database has it, as its own type."""
    return type(obj)._base_manager.get(pk=obj.pk)


def states(obj: TranslatedColumns, language: str = "fr") -> dict[str, str]:
    """The state of every segment by the last part of its path."""
    return {
        segment.path.rpartition(".")[2]: segment.state for segment in lanes.segments(obj, language)
    }


def target(obj: TranslatedColumns, path: str = "title", language: str = "fr") -> str:
    """What the lane has for a passage, draft included."""
    segments = lanes.segments(obj, language)
    return next(segment.target for segment in segments if segment.path == path)
