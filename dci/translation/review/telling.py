"""What is told of a lane that is handed on: its gaps and findings, with links that jump there."""

import hashlib
import json

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from wagtail.admin import messages

from .. import checks, rich_text
from ..alignment import Segment
from ..desk import lane_url
from ..models import Translation, Unanswered

MOST_NAMED = 10
AN_HOUR = 60 * 60


def tell_unanswered(request: HttpRequest, lane: Translation, refusal: Unanswered) -> None:
    """Say what is still to be translated, with links that jump there."""
    left = refusal.segments
    text = ngettext(
        "%(number)d passage has no valid translation yet:",
        "%(number)d passages have no valid translation yet:",
        len(left),
    )
    messages.error(request, text % {"number": len(left)}, buttons=jumps_to(lane, left))


def tell_findings(request: HttpRequest, lane: Translation) -> None:
    """Say what the checks find in a lane that is handed on. It is handed on all the same."""
    found = _found(lane.work)
    if not found:
        return
    text = ngettext(
        "The checks ask you to look at %(number)d passage:",
        "The checks ask you to look at %(number)d passages:",
        len(found),
    )
    jumps = _jumps(lane, {path: texts[0] for path, texts in found.items()})
    messages.warning(request, text % {"number": len(found)}, buttons=jumps)


def jumps_to(lane: Translation, segments: list[Segment]) -> list[tuple]:
    """Buttons that lead to some segments, with how each begins."""
    return _jumps(lane, {one.path: _start_of(one.source, one.is_html) for one in segments})


def _jumps(lane: Translation, words: dict[str, str]) -> list[tuple]:
    """Buttons that lead to some segments, given with their words by path.

    Where they are many, the last one says how many more, and leads to the first of those.
    """
    numbers = {one["path"]: number for number, one in enumerate(lane.work.segments, start=1)}
    known = [path for path in words if path in numbers]
    more = len(known) - MOST_NAMED
    named = {path: words[path] for path in known[:MOST_NAMED]}
    if more > 0:
        text = ngettext("and %(number)s more", "and %(number)s more", more)
        named[known[MOST_NAMED]] = text % {"number": more}
    url = lane_url(lane)
    return [messages.button(f"{url}#segment-{numbers[path]}", text) for path, text in named.items()]


def findings(lane: Translation) -> list[dict]:
    """What the checks find, for the reviewer's eye: number of the segment and messages."""
    found = _found(lane)
    segments = enumerate(lane.get_segments(), start=1)
    return [
        {"number": number, "messages": found[one.path]}
        for number, one in segments
        if one.path in found
    ]


def _found(lane: Translation) -> dict[str, list[str]]:
    """What the checks find in each segment, by its path.

    A long lane takes a second to check; it is checked when it is submitted, and its reviewer
    need not wait for the same again.
    """
    text = json.dumps([get_language(), lane.language, lane.segments])
    key = f"findings.{lane.pk}.{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = {
            path: [str(one.message) for one in some] for path, some in checks.of_lane(lane).items()
        }
        cache.set(key, found, AN_HOUR)
    return found


def _start_of(text: str, is_html: bool) -> str:
    return Truncator(rich_text.plain(text.replace("<br/>", " ")) if is_html else text).chars(40)
