"""What has changed in a text, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WORDS_AND_SPACES = re.compile(r"\s+|\S+")


def marked_changes(old: str, new: str) -> SafeString:
    """``new``, with ``<ins>`` around what it has and ``<del>`` around what it has no more."""
    return format_html_join("", "{}", ((part,) for part in _parts(old, new)))


def _parts(old: str, new: str) -> Iterator[str]:
    for removed, added in _runs(WORDS_AND_SPACES.findall(old), WORDS_AND_SPACES.findall(new)):
        if removed == added:
            yield added
            continue
        if removed:
            yield format_html("<del>{}</del>", removed)
        if added:
            yield format_html("<ins>{}</ins>", added)


def _runs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """What the one has where the other has something else, or the same.

    A space between two changes is no common ground: a reader wants to see one change there.
    """
    removed = added = ""
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for position, (kind, i1, i2, j1, j2) in enumerate(opcodes, start=1):
        one, other = "".join(before[i1:i2]), "".join(after[j1:j2])
        is_bridge = kind == "equal" and one.isspace() and 1 < position < len(opcodes)
        if kind == "equal" and not is_bridge:
            yield removed, added
            yield one, other
            removed = added = ""
        else:
            removed, added = removed + one, added + other
    yield removed, added
