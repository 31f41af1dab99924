"""The passage of a text that says most about a search, with the words asked for marked."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import words

LENGTH = 220  # characters
LEAD_IN = 50  # of them before the first word that was asked for
SEARCHED = 60_000  # characters of a long document that are looked through


def marked(text: str, language: str, wanted: set[str]) -> SafeString:
    """``text``, escaped, with the words of ``wanted`` in ``<mark>``."""
    parts, end = [], 0
    for match in _hits(text, language, wanted):
        parts += [text[end : match.start()], format_html("<mark>{}</mark>", match[0])]
        end = match.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


def excerpt(text: str, language: str, wanted: set[str]) -> SafeString:
    """Some 220 characters around where most of the ``wanted`` words are, or the beginning."""
    hits = list(_hits(text[:SEARCHED], language, wanted))
    start = _best_start(hits, language) if hits else 0
    start = 0 if start <= LEAD_IN else text.find(" ", start - LEAD_IN) + 1
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    passage = marked(text[start:end], language, wanted)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, passage, after)


def _hits(text: str, language: str, wanted: set[str]):
    """The places of the words asked for. Most words are passed by without being reduced."""
    beginnings = tuple({key[:2] for key in wanted}) if language != "ar" else ("",)
    for match in words.spoken(text):
        if (
            words.fold(match[0][:3]).startswith(beginnings)
            and words.keys(match[0], language) & wanted
        ):
            yield match


def _best_start(hits: list, language: str) -> int:
    """Where the passage begins that has the most different words; the first of equals."""

    def variety(first) -> int:
        near = (
            hit for hit in hits if first.start() <= hit.start() < first.start() + LENGTH - LEAD_IN
        )
        return len({frozenset(words.keys(hit[0], language)) for hit in near})

    return max(hits[:50], key=variety).start()
