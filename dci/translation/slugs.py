"""The last part of a page's address, made of its title."""

import unicodedata

from django.utils.text import slugify

# Latin letters that Unicode does not take apart.
WHOLE_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def made_from(title: str) -> str:
    """A slug of what ``title`` says, at most 240 letters: the Latin ones without accents.

    Other scripts keep their letters: without them nothing would be left.
    """
    composed = unicodedata.normalize("NFC", title.lower()).translate(WHOLE_LETTERS)
    return slugify("".join(map(_without_accent, composed)), allow_unicode=True)[:240]


def _without_accent(letter: str) -> str:
    if not unicodedata.name(letter, "").startswith("LATIN "):
        return letter
    return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode() or letter
