"""Words as the index knows them: without accents, endings and inflection.

A word is reduced by the Snowball stemmer of its language, once as it is written and once without
its accents, so that readers who leave accents out find the same. Stemmers keep apart what was
derived from one word (« privé », « privation »), so what they leave loses its last ending too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from dci.translation.checks.stop_words import STOP_WORDS

LONGEST_WORD = 40
STEMMERS = {
    "ar": "arabic",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "hi": "hindi",
    "hy": "armenian",
    "it": "italian",
    "ne": "nepali",
    "nl": "dutch",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "ta": "tamil",
    "tr": "turkish",
}
WORD = re.compile(r"\w+")
# What stemmers leave of derived words; three letters of the word stay.
ENDINGS = {
    "en": re.compile(r"(?<=\w{3})(?:at|(?<=n)[ct])$"),
    "fr": re.compile(r"(?<=\w{3})(?:ation|at|us?|[ie]|(?<=n)[ct])$"),
    "es": re.compile(r"(?<=\w{3})(?:acion|cion|ez|(?<=n)ci?|(?<=n)t|i)$"),
}
IRREGULAR = {"children": "child", "women": "woman", "men": "man"}


def fold(text: str) -> str:
    """``text`` in small letters without accents and ligatures: « Œuvré » is "oeuvre"."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def spoken(text: str) -> Iterator[re.Match]:
    """The words of ``text`` with their places, but for single letters, as in « l’enfant »."""
    for match in WORD.finditer(text):
        if len(match[0]) > 1 or match[0].isdigit():
            yield match


def is_small(word: str, language: str) -> bool:
    """Whether a word is one that every text has, such as "of"."""
    return word.casefold() in STOP_WORDS.get(language, ())


@lru_cache(maxsize=100_000)
def keys(word: str, language: str) -> frozenset[str]:
    """What ``word`` is found under in texts of ``language``: one or two reduced forms."""
    word = unicodedata.normalize("NFKC", word).casefold()[:LONGEST_WORD]
    plain = fold(word)
    return frozenset(_reduced(form, language) for form in {word, plain})


def _reduced(word: str, language: str) -> str:
    word = IRREGULAR.get(word, word) if language == "en" else word
    stem = _stemmer(language).stemWord(word) if language in STEMMERS else word
    stem = fold(stem)
    ending = ENDINGS.get(language)
    return (ending.sub("", stem) if ending else stem)[:LONGEST_WORD]


@cache
def _stemmer(language: str):
    import snowballstemmer  # 3 MB, of use to those who search and to those who save

    return snowballstemmer.stemmer(STEMMERS[language])


def signature(text: str, language: str) -> frozenset[frozenset[str]]:
    """What a search comes down to: its words in any order, without the small ones."""
    found = {match[0] for match in spoken(text)}
    large = {word for word in found if not is_small(word, language)}
    return frozenset(keys(word, language) for word in large or found)
