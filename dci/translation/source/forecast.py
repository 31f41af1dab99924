"""What the source's author is told of the translations, before anything is published."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from ..alignment import OUTDATED, Segment, align
from ..models import Translatable, Translation
from ..passages import Passage, read


@dataclass
class Forecast:
    """What becomes outdated in one language."""

    language: str
    passages: int
    words: int


def forecast(draft: Translatable) -> list[Forecast]:
    """What would become outdated if ``draft`` were published as it stands; saves nothing."""
    if draft.pk is None:
        return []
    passages = read(draft)
    lanes = Translation.objects.of(draft).select_related("latest_revision").order_by("pk")
    found = [_of_lane(lane, passages) for lane in lanes]
    return [one for one in found if one.passages]


def _of_lane(lane: Translation, passages: list[Passage]) -> Forecast:
    work = lane.work
    retired = [Segment(**segment) for segment in work.retired]
    before = work.get_segments()
    after, _left = align(passages, before, retired)
    known = Counter(_mark(one) for one in before if one.state == OUTDATED)
    outdated = []
    for segment in after:
        if segment.state != OUTDATED:
            continue
        if known[_mark(segment)]:
            known[_mark(segment)] -= 1
        else:
            outdated.append(segment)
    return Forecast(lane.language, len(outdated), sum(segment.words for segment in outdated))


def _mark(segment: Segment) -> tuple[str, str]:
    """What of an outdated segment stays the same however its source goes on."""
    return segment.target, segment.old_source


def in_words(forecasts: list[Forecast]) -> str:
    """The sentence for the author; empty where nothing becomes outdated."""
    if not forecasts:
        return ""
    parts = [
        ngettext(
            "%(number)d passage in %(language)s",
            "%(number)d passages in %(language)s",
            one.passages,
        )
        % {"number": one.passages, "language": _name(one.language)}
        for one in forecasts
    ]
    words = sum(one.words for one in forecasts)
    text = ngettext(
        "Publishing this makes %(passages)s outdated (%(words)d word).",
        "Publishing this makes %(passages)s outdated (%(words)d words).",
        words,
    )
    return text % {"passages": get_text_list(parts, _("and")), "words": words}


def _name(language: str) -> str:
    """The language's name in the language of the admin."""
    return get_language_info(language)["name_translated"]
