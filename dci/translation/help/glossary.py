"""The glossary at work: which of its terms stand in a text, and what a language calls them."""

from dataclasses import dataclass
from functools import lru_cache

from ..models import Term
from ..words import stem, words


@dataclass(frozen=True)
class KnownTerm:
    """A term of the glossary that stands in the source, as one language has it.

    ``translations`` are those that may be used, in the order of preference; ``forbidden`` those
    that may not. A term that ``is_kept`` stands in the target as it stands in the source.
    """

    text: str
    is_kept: bool = False
    is_case_sensitive: bool = False
    note: str = ""
    translations: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


class Glossary:
    """The terms of the glossary as one language has them."""

    def __init__(self, terms: tuple[KnownTerm, ...]):
        # By the stem of their first word: the words of each, their stems, and the term.
        self._by_first: dict[str, list[tuple[list[str], list[str], KnownTerm]]] = {}
        for term in sorted(terms, key=lambda term: -len(words(term.text))):
            spelt = words(term.text)
            if stems := [stem(word) for word in spelt]:
                self._by_first.setdefault(stems[0], []).append((spelt, stems, term))

    def terms_in(self, text: str) -> tuple[KnownTerm, ...]:
        """The terms in ``text``, in their order, each once, the longest where one holds another.

        Whole words only, but also in the plural; capitals matter where the term says so.
        """
        found = words(text)
        stems = [stem(word) for word in found]
        terms, at = [], 0
        while at < len(found):
            term, length = self._term_at(found, stems, at)
            terms += [term] if term else []
            at += length
        return tuple(dict.fromkeys(terms))

    def _term_at(self, found: list[str], stems: list[str], at: int) -> tuple[KnownTerm | None, int]:
        """The term that begins at a word, and the number of its words."""
        for spelt, wanted, term in self._by_first.get(stems[at], ()):
            end = at + len(wanted)
            is_spelt = not term.is_case_sensitive or _is_spelt(found[at:end], spelt)
            if stems[at:end] == wanted and is_spelt:
                return term, len(wanted)
        return None, 1


def _is_spelt(found: list[str], wanted: list[str]) -> bool:
    """Whether the capitals are the same; the last word may have an s more."""
    return found == wanted or [*found[:-1], found[-1].removesuffix("s")] == wanted


def glossary(language: str) -> Glossary:
    """The glossary for translating into ``language``: two queries, however many terms."""
    return _prepared(
        tuple(_known(term, language) for term in Term.objects.prefetch_related("translations"))
    )


@lru_cache(maxsize=8)
def _prepared(terms: tuple[KnownTerm, ...]) -> Glossary:
    """Kept until a term is another one, whichever process has changed it."""
    return Glossary(terms)


def _known(term: Term, language: str) -> KnownTerm:
    own = [one for one in term.translations.all() if one.language == language]
    return KnownTerm(
        term.text,
        term.is_kept,
        term.is_case_sensitive,
        term.note,
        tuple(one.text for one in own if not one.is_forbidden),
        tuple(one.text for one in own if one.is_forbidden),
    )
