"""A text and its markup, so that the words can be mended and the markup stays."""

import html
import re
from collections.abc import Iterable
from functools import cached_property

TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|.", re.DOTALL)
LINE = re.compile(r"<br\b", re.IGNORECASE)


class MarkedText:
    """A passage, with or without inline markup.

    ``plain`` is what people read of it; an edit of ``plain`` can be made in the passage itself.
    """

    def __init__(self, raw: str, is_html: bool):
        self.raw, self.is_html = raw, is_html

    @cached_property
    def _characters(self) -> list[tuple[str, int, int]]:
        """Each character of the plain text with the stretch of ``raw`` that it comes from."""
        if not self.is_html:
            return [(one, at, at + 1) for at, one in enumerate(self.raw)]
        found = []
        for token in TOKEN.finditer(self.raw):
            text = _read(token[0])
            found.extend((one, *token.span()) for one in text[:1])
        return found

    @cached_property
    def plain(self) -> str:
        """The text without its markup, line breaks being characters."""
        if not self.is_html or not ("<" in self.raw or "&" in self.raw):
            return self.raw
        return "".join(character for character, _start, _end in self._characters)

    @cached_property
    def tags(self) -> list[str]:
        """The markup, in its order."""
        return re.findall(r"<[^>]*>", self.raw) if self.is_html else []

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> str:
        """``raw`` with each stretch ``plain[start:end]`` replaced by a text.

        The stretches must not overlap. Tags inside a stretch are kept.
        """
        parts, at = [], 0
        for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
            first, last = self._place(start, is_insertion=start == end)
            parts += [self.raw[at:first], html.escape(text, quote=False) if self.is_html else text]
            at = last
            for _one, next_first, next_last in self._characters[start + 1 : end]:
                parts.append(self.raw[at:next_first])
                at = next_last
        return "".join([*parts, self.raw[at:]])

    def _place(self, position: int, *, is_insertion: bool) -> tuple[int, int]:
        if position < len(self._characters):
            _one, first, last = self._characters[position]
            return (first, first) if is_insertion else (first, last)
        end = self._characters[-1][2] if self._characters else len(self.raw)
        return end, end


def _read(token: str) -> str:
    if token.startswith("<") and token.endswith(">") and len(token) > 1:
        return "\n" if LINE.match(token) else ""
    return html.unescape(token) if token.startswith("&") else token
