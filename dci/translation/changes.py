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
    before, after = WORDS_AND_SPACES.findall(old), WORDS_AND_SPACES.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _kind, i1, i2, j1, j2 in matcher.get_opcodes():
        removed, added = "".join(before[i1:i2]), "".join(after[j1:j2])
        if removed == added:
            yield added
            continue
        if removed:
            yield format_html("<del>{}</del>", removed)
        if added:
            yield format_html("<ins>{}</ins>", added)
