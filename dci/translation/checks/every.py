"""All checks, in the order in which their findings are shown."""

from collections.abc import Callable, Iterator

from .markup import english_links, links, markup, web_addresses
from .numbers import dates, numbers, sums
from .pair import Finding, Pair
from .punctuation import (
    brackets,
    doubled_words,
    end_punctuation,
    french_numbers,
    french_spacing,
    spaces,
    spanish_marks,
)
from .wording import forbidden_words, length, sentences, terms, unchanged, wrong_language

CHECKS: list[Callable[[Pair], Iterator[Finding]]] = [
    length,
    unchanged,
    wrong_language,
    numbers,
    dates,
    sums,
    web_addresses,
    links,
    english_links,
    markup,
    terms,
    forbidden_words,
    sentences,
    end_punctuation,
    french_spacing,
    french_numbers,
    spanish_marks,
    brackets,
    doubled_words,
    spaces,
]


def findings(pair: Pair) -> list[Finding]:
    """What all checks find. Of a passage without a translation: nothing."""
    if not pair.target_text.strip():
        return []
    return [finding for check in CHECKS for finding in check(pair)]
