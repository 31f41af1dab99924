"""The words themselves: language, length, sentences, terms."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dci import languages

from ..help.glossary import KnownTerm
from ..words import contains, words
from .pair import Finding, Pair
from .stop_words import STOP_WORDS

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++(?=[\s”»\"’)\]]|$)")
# From here on a translation is shorter, or longer, than other languages are as a rule.
SHORT, LONG = 0.75, 1.7
ENOUGH = 3


def unchanged(pair: Pair) -> Iterator[Finding]:
    """English words that were left as they are; a name may be."""
    if pair.target_text.strip() != pair.source_text.strip():
        return
    found = WORD.findall(_without_terms(pair.source_prose, pair.terms))
    own = STOP_WORDS.get(pair.language.partition("-")[0], set())
    is_english = STOP_WORDS["en"] & {word.casefold() for word in found} - own
    is_prose = len(found) > 1 and all(word.islower() for word in found)
    if is_english or is_prose:
        yield Finding("unchanged", _("This is the source, unchanged."))


def wrong_language(pair: Pair) -> Iterator[Finding]:
    """A text with more of the small words of another of our languages than of its own."""
    if pair.target == pair.source:
        return
    text = _without_terms(pair.target_prose, pair.terms)
    found = [word.casefold() for word in WORD.findall(text)]
    own = STOP_WORDS.get(pair.language.partition("-")[0], set())
    for code, others in STOP_WORDS.items():
        theirs = sum(word in others - own for word in found)
        ours = sum(word in own - others for word in found)
        if not pair.is_in(code) and theirs >= ENOUGH and theirs > 2 * ours:
            text = _("This seems to be written in %(language)s.")
            yield Finding(f"language:{code}", text % {"language": languages.name(code)})
            return


def _without_terms(text: str, terms: tuple[KnownTerm, ...]) -> str:
    """``text`` without the names that the glossary knows, which may be in any language."""
    for term in terms:
        for name in (term.text, *term.translations) if term.is_kept else term.translations:
            text = text.replace(name, " ")
    return text


def length(pair: Pair) -> Iterator[Finding]:
    """More characters than the field can hold."""
    surplus = len(pair.target_text) - (pair.max_length or len(pair.target_text))
    if surplus > 0:
        text = ngettext(
            "%(number)d character too long.", "%(number)d characters too long.", surplus
        )
        yield Finding("length", text % {"number": surplus})


def sentences(pair: Pair) -> Iterator[Finding]:
    """A sentence that was left out or added, if the length says so too."""
    source, target = _count(pair.source_prose), _count(pair.target_prose)
    share = len(pair.target_text) / max(len(pair.source_text), 1)
    is_short = source > target and share < SHORT
    is_long = target > source and share > LONG
    if (source > 1 and is_short) or (source and is_long):
        text = _("The source has %(source)d sentences, the translation has %(target)d.")
        yield Finding("sentences", text % {"source": source, "target": target})


def _count(text: str) -> int:
    """How many sentences a text has."""
    return sum(any(map(str.isalnum, part)) for part in SENTENCE_END.split(text))


def terms(pair: Pair) -> Iterator[Finding]:
    """The glossary's word not used, a forbidden one used, a name translated."""
    target = words(pair.target_text)
    for term in pair.terms:
        if term.is_kept:
            if not contains(target, term.text, is_exact=term.is_case_sensitive):
                text = _("“%(term)s” is not to be translated.") % {"term": term.text}
                yield Finding(f"kept:{term.text}", text)
        elif term.translations and not any(contains(target, one) for one in term.translations):
            text = _("In the glossary, “%(term)s” is “%(translation)s”.")
            values = {"term": term.text, "translation": " / ".join(term.translations)}
            yield Finding(f"term:{term.text}", text % values)


def forbidden_words(pair: Pair) -> Iterator[Finding]:
    """A word that the glossary forbids for a term of the source."""
    for term in pair.terms:
        allowed = pair.target_text
        for translation in term.translations:
            allowed = re.sub(re.escape(translation), " ", allowed, flags=re.IGNORECASE)
        for word in term.forbidden:
            if contains(words(allowed), word):
                text = _("“%(word)s” must not be used for “%(term)s”.")
                yield Finding(f"forbidden:{word}", text % {"word": word, "term": term.text})
