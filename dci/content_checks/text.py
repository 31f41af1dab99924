"""Rules of text: each yields where in a text something is to be looked at, as (start, end).

They know the language that the text is in, and are careful rather than complete: what is in doubt
is not reported, because a checker that is often wrong is not read.
"""

import re
from collections.abc import Iterator

from dci.translation.checks.stop_words import STOP_WORDS
from dci.translation.checks.wording import SENTENCE_END
from dci.translation.words import folded, words

Span = tuple[int, int]

LONGEST_SENTENCE = 45  # words
NO_PROSE = re.compile(r"\s[·|]\s")  # names and facts in a row, not a sentence

# Words of a link that say nothing of where it leads, as ``folded`` has them.
VAGUE = {
    "en": "click here|here|this|this link|this page|link|read more|more|learn more|see more|"
    "more information|find out more|details|download|continue|go",
    "fr": "cliquez ici|cliquer ici|ici|ce lien|cette page|lien|lire la suite|la suite|plus|lire|"
    "en savoir plus|voir plus|plus d'informations|details|telecharger|continuer",
    "es": "haga clic aqui|pulse aqui|aqui|este enlace|esta pagina|enlace|leer mas|mas|ver mas|"
    "saber mas|mas informacion|detalles|descargar|continuar|ver",
}
VAGUE_WORDS = {language: set(texts.split("|")) for language, texts in VAGUE.items()}
BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")

# Two letters are a country (UK) or a person's; seven and more are a name by now (RESILAND).
ACRONYM = re.compile(r"(?<![\w.&@/-])[A-Z][A-Z0-9]{2,5}(?![\w@/]|[.-]\w)")
ROMAN = re.compile(r"[IVXLCDM]+")
KNOWN = {
    *("CHF", "COVID", "CSV", "DVD", "EUR", "GBP", "HIV", "HTML", "ISBN", "ISSN", "JSON", "PDF"),
    *("NGO", "ONG", "ONU", "SIDA", "SMS", "UNESCO", "UNICEF", "URL", "USA", "USD", "VIH", "XLSX"),
}
WITH_BRACKETS = re.compile(r"\w[”\"»]?\s*\(([A-Z0-9]{3,})\b|\b([A-Z0-9]{3,})\s*\(")
NAME = re.compile(r"[^\W\d_]+")
SMALL_WORDS = set().union(*STOP_WORDS.values())  # that give no initial to a name: "of the", "de la"

# Five digits or more in a row; not an address, a telephone or a document number, nor "75011 Paris".
UNGROUPED = re.compile(r"(?<![\w+/.,:#-])(?<!\d )[1-9]\d{4,8}(?![\w/:-]|[.,]?\d| \d| [A-Z])")
FOREIGN_GROUPS = {
    "en": re.compile(
        r"(?<![\w+/.,-])(?<!\d[ \u00a0])[1-9]\d{0,2}(?:[. ]\d{3})+(?![ .,]?\d|[\w/-])"
    ),
    "fr": re.compile(r"(?<![\w+/.,-])(?<!\d[ ])[1-9]\d{0,2}(?:[., ]\d{3})+(?![ .,]?\d|[\w/-])"),
}
PERCENT = {"en": re.compile(r"\d[ \u00a0\u202f]+%"), "fr": re.compile(r"\d%")}


def vague(text: str, language: str) -> bool:
    """Whether the words of a link say nothing of where it leads, or are an address themselves."""
    said = folded(" ".join(text.split())).strip(" .…:>›»→")
    return said in VAGUE_WORDS.get(language, ()) or bool(BARE_ADDRESS.fullmatch(said))


def numbers(text: str, language: str) -> Iterator[Span]:
    """Numbers as another language writes them, or without anything between their thousands.

    In Spanish 57,000 and 57 000 are both in use (Mexico, Central America).
    """
    patterns = [UNGROUPED, FOREIGN_GROUPS.get(language), PERCENT.get(language)]
    for pattern in filter(None, patterns):
        yield from (found.span() for found in pattern.finditer(text))


def long_sentences(text: str) -> Iterator[str]:
    """The sentences that most readers have to begin twice."""
    if NO_PROSE.search(text):
        return
    for sentence in SENTENCE_END.split(text):
        if len(words(sentence)) > LONGEST_SENTENCE:
            yield sentence


class Acronyms:
    """The acronyms of a page that it never explains, each where it stands first.

    An acronym is explained by brackets behind it or around it, or by a name with these initials,
    wherever on the page they stand, or is ``explained`` already: marked as an abbreviation, or part
    of the page's heading, and so its name.
    """

    def __init__(self, page_text: str, explained: str = ""):
        self.told = set(ACRONYM.findall(explained))
        self.in_brackets = {one for pair in WITH_BRACKETS.findall(page_text) for one in pair}
        names = NAME.findall(page_text)
        weighty = [name for name in names if len(name) > 1 and name.casefold() not in SMALL_WORDS]
        self.initials = ["".join(name[0] for name in found) for found in (names, weighty)]

    def __call__(self, text: str) -> Iterator[Span]:
        for found in ACRONYM.finditer(text):
            acronym = found[0]
            if acronym in self.told or not _is_acronym(acronym, text):
                continue
            self.told.add(acronym)
            if not self._is_explained(acronym):
                yield found.span()

    def _is_explained(self, acronym: str) -> bool:
        first, *others = filter(str.isalpha, acronym)
        name = re.compile(first + "".join(f"[{one}{one.lower()}]" for one in others))
        return acronym in self.in_brackets or any(map(name.search, self.initials))


def _is_acronym(written: str, text: str) -> bool:
    is_loud = text.isupper() and len(text.split()) > 1
    has_letters = sum(one.isalpha() for one in written) > 2
    return has_letters and not (is_loud or written in KNOWN or ROMAN.fullmatch(written))
