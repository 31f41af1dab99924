"""Words compared as people do: whatever the case, the accent, the apostrophe and the plural."""

import re
import unicodedata
from functools import lru_cache

# "DCI-Belgium" and "child-friendly" are words; "l’enfant" is two.
WORD = re.compile(r"\w+(?:[-‑]\w+)*")


def folded(text: str) -> str:
    """``text`` without the difference of case, accents, apostrophes and kinds of spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(one for one in decomposed if not unicodedata.combining(one))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its case, its accents and its plural, as far as the three languages go."""
    word = folded(word)
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        return word[:-3] + "al"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word.rstrip("sx").rstrip("e") if len(word) > 3 else word


def words(text: str) -> list[str]:
    """The words of ``text``, in their order."""
    return WORD.findall(text)


def contains(text: list[str], phrase: str, *, is_exact: bool = False) -> bool:
    """Whether the words of ``phrase`` stand in ``text``, one after the other."""
    return find(text, words(phrase), is_exact=is_exact) is not None


def find(text: list[str], phrase: list[str], *, is_exact: bool = False) -> int | None:
    """The place in ``text`` where ``phrase`` begins."""
    if not phrase:
        return None
    if not is_exact:
        text, phrase = [stem(word) for word in text], [stem(word) for word in phrase]
    last = len(text) - len(phrase)
    return next((at for at in range(last + 1) if text[at : at + len(phrase)] == phrase), None)
