"""What a reader asks for, and what is found, in eight queries whatever is asked and found.

A text is found if it has what matters of the words: rare words count for more than those that many
texts have. Where there is no such text, one that has any of them is. Results in the reader's
language come first, then the others, each group by how much the words say about the text.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from math import ceil, log
from operator import add, attrgetter
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Max, Model, Q, Value, When
from django.http import QueryDict
from django.utils.functional import cached_property

from dci import languages
from dci.at_once import Wanted, at_once
from dci.formatting import qualified

from . import words
from .excerpts import excerpt, marked
from .facets import FILTERS, Choices, subject_models
from .models import RESTRICTIONS, Entry, Posting, Promotion, hidden, paths_of

LONGEST_QUERY = 200
MOST_TERMS = 8
MOST_RESULTS = 1000
PER_PAGE = 10
ENOUGH = 0.7  # of the rarity of all words together
USUAL = 50  # texts; a word that more have says little
LANGUAGES = sorted({*languages.ALL, *words.STEMMERS})


@dataclass(frozen=True)
class Term:
    """A word asked for, with the words of the index that it stands for in each language."""

    text: str
    postings: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Term":
        found = {f"{code}:{key}" for code in LANGUAGES for key in words.keys(text, code)}
        return cls(text, tuple(sorted(found)))


@dataclass(frozen=True)
class Result:
    """Something found, ready to be shown: texts with the words asked for marked."""

    entry: Entry
    heading: str
    excerpt: str
    url: str
    is_foreign: bool

    @property
    def direction(self) -> str:
        return languages.direction(self.entry.language)


def cleaned(text: str) -> str:
    """What was typed, without what nobody can type, in one line of at most 200 characters."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char
        for char in text[: 5 * LONGEST_QUERY]
    )
    return " ".join(kept.split())[:LONGEST_QUERY].rstrip()


def terms_of(text: str, language: str) -> list[Term]:
    """The words of a query, each once; without the small ones, unless there are no others."""
    found = list(dict.fromkeys(match[0].casefold() for match in words.spoken(text)))
    large = [word for word in found if not words.is_small(word, language)]
    return [Term.of(word) for word in (large or found)[:MOST_TERMS]]


class Search:
    """A search of ``?q=``, narrowed by ``type=``, ``region=``, ``theme=``, ``year=``; ``page=``."""

    def __init__(self, asked: QueryDict):
        self._asked = asked
        self.language = languages.current()
        self.text = cleaned(asked.get("q", ""))

    @cached_property
    def facets(self) -> list[Choices]:
        """The filters, with their choices."""
        there_is = self._small.subjects, self._private
        return [one.read(*there_is, cleaned(self._asked.get(one.name, ""))) for one in FILTERS]

    @property
    def chosen(self) -> dict[str, str]:
        return {facet.name: facet.chosen for facet in self.facets if facet.chosen}

    @cached_property
    def terms(self) -> list[Term]:
        return terms_of(self.text, self.language)

    @property
    def is_asked(self) -> bool:
        return bool(self.terms)

    @property
    def total(self) -> int:
        return len(self._found) + len(self._promoted)

    @property
    def total_in_words(self) -> str:
        """The same as readers write it, or that there are more than are listed."""
        return qualified(self.total, "more_than" if self._matches.is_cut else "")

    @cached_property
    def own_total(self) -> int:
        """How many of the results are in the reader's language."""
        found = sum(language == self.language for _key, language in self._found)
        return found + len(self._promoted)

    @property
    def other_total(self) -> int:
        return self.total - self.own_total

    @cached_property
    def page(self) -> Page:
        """One page of the results, the reader's language first."""
        page = Paginator(self._found, PER_PAGE).get_page(self._asked.get("page"))
        shown = [key for key, _language in page]
        [entries] = at_once(Wanted(Entry, [*shown, *self._promoted], ("page", "document")))
        page.object_list = [self._result(entries[key]) for key in shown if key in entries]
        page.promoted = [self._result(entries[key]) for key in self._promoted if key in entries]
        return page

    @property
    def own(self) -> list[Result]:
        """The results of this page in the reader's language, what staff promote before all."""
        promoted = [] if self.page.has_previous() else self.page.promoted
        return [*promoted, *(result for result in self.page if not result.is_foreign)]

    @property
    def others(self) -> list[Result]:
        return [result for result in self.page if result.is_foreign]

    @property
    def query(self) -> str:
        """The search as it stands in an address, without the number of the page."""
        return urlencode({"q": self.text, **self.chosen})

    @property
    def words_query(self) -> str:
        """The same without filters."""
        return urlencode({"q": self.text})

    # -- finding --------------------------------------------------------------------------

    @cached_property
    def _found(self) -> list[tuple[int, str]]:
        """Entry and language of each result, the best first; of a page only its best language."""
        return [
            (entry, language)
            for entry, language, page in self._matches.best
            if page not in self._promoted.values()
        ]

    @cached_property
    def _promoted(self) -> dict[int, int]:
        """Entry and page of what staff promote for these words, if every visitor may see it."""
        entries = {
            page: entry
            for entry, language, page, document in self._visible.values()
            if language == self.language and document is None
        }
        return {entries[page]: page for page in self._wanted_first if page in entries}

    @cached_property
    def _wanted_first(self) -> list[int]:
        """The pages that staff promote for these words, unless something is filtered."""
        if not self.is_asked or self.chosen:
            return []
        promotions = self._small.promotions
        found = [one.page_id for one in promotions if one.is_for(self.text, self.language)]
        return [*dict.fromkeys(found)]

    @cached_property
    def _small(self) -> "Small":
        models = subject_models()
        wanted = [*(Wanted(model, None) for model in models), Wanted(Promotion, None)]
        found = at_once(*wanted, *RESTRICTIONS)
        subjects = [subject for rows in found[: len(models)] for subject in rows.values()]
        promotions = sorted(found[len(models)].values(), key=attrgetter("pk"))
        return Small(subjects, promotions, paths_of(found[len(wanted) :]))

    @property
    def _private(self) -> list[tuple[str, str]]:
        return self._small.private

    @cached_property
    def _matches(self) -> "Matches":
        found = [self._visible[key] for key in self._best if key in self._visible]
        return Matches(found, len(self._best) == MOST_RESULTS)

    @cached_property
    def _visible(self) -> dict[int, tuple]:
        """Of the best entries and those that may be promoted, the rows that visitors may see."""
        if not self._best and not self._wanted_first:
            return {}
        wanted = Q(pk__in=self._best) | Q(page__in=self._wanted_first, document=None)
        rows = Entry.objects.visible(self._private).filter(wanted)
        return {row[0]: row for row in rows.values_list("pk", "language", "page", "document")}

    @cached_property
    def _best(self) -> list[int]:
        """The keys of what has enough of the words, else of what has any, the best first."""
        scored = self._own_scored or self._scored_among(self._known)
        enough = [key for key, has_enough in scored if has_enough]
        return enough or [key for key, _has_enough in scored]

    @cached_property
    def _own_scored(self) -> list[tuple[int, bool]]:
        """The same in the reader's language, if that alone makes a full list; else nothing.

        No other text would be on it then, and of words that all texts have, as many rows are
        spared as there are other languages. Not tried where a word without which no text has
        enough is in too few.
        """
        number = {word: self._known[word] for word in self._own_words}
        most = (1 - ENOUGH) * sum(rarity for _words, rarity in self._asked_for)
        needed = [words for words, rarity in self._asked_for if rarity > most]
        if any(sum(number.get(word, 0) for word in words) < MOST_RESULTS for words in needed):
            return []
        scored = self._scored_among(self._own_words)
        is_full = len(scored) == MOST_RESULTS and all(enough for _key, enough in scored)
        return scored if is_full else []

    @cached_property
    def _own_words(self) -> list[str]:
        return [word for word in self._known if word.startswith(f"{self.language}:")]

    @cached_property
    def _known(self) -> dict[str, int]:
        """The words of the index that are asked for, with the number of texts that have each.

        Private texts don't count: how many others are found would tell which words they have.
        """
        wanted = {word for term in self.terms for word in term.postings}
        rows = Posting.objects.filter(word__in=wanted).exclude(hidden(self._private, "entry__"))
        return dict(rows.values_list("word").annotate(number=Count("pk")))

    @cached_property
    def _asked_for(self) -> list[tuple[list[str], int]]:
        """For each term the words of the index, and how much it counts, in hundredths."""
        known = [[word for word in term.postings if word in self._known] for term in self.terms]
        texts = [max(map(self._known.get, words), default=0) for words in known]
        return [
            (words, max(1, round(100 * log(1 + USUAL / number))))
            for words, number in zip(known, texts, strict=True)
            if words
        ]

    def _scored_among(self, words: Iterable[str]) -> list[tuple[int, bool]]:
        """The keys of what has any of these words, with whether it has enough of those asked for.

        What has enough comes first, then what is in the reader's language, then the best.

        Asks the table of words alone, whose index has all that it needs. Who may see what is found
        is asked for afterwards; here as well only where something is private or filtered.
        """
        if not words:
            return []
        found = Posting.objects.filter(word__in=words)
        for name, code in self.chosen.items():
            found = (
                found.filter(entry__kind=code)
                if name == "type"
                else found.filter(entry__facets__axis=name, entry__facets__code=code)
            )
        terms = {
            f"term_{number}": Max(
                Case(When(word__in=words, then=F("weight")), default=0),
                output_field=IntegerField(),
            )
            for number, (words, _rarity) in enumerate(self._asked_for)
        }
        each = [(name, rarity) for name, (_, rarity) in zip(terms, self._asked_for, strict=True)]
        has = [
            Case(When(**{f"{name}__gt": 0}, then=Value(rarity)), default=0) for name, rarity in each
        ]
        scored = found.exclude(hidden(self._private, "entry__")).values("entry").annotate(**terms)
        scored = scored.annotate(
            own=Max(Case(When(word__in=self._own_words, then=Value(1)), default=0)),
            has=reduce(add, has),
            score=reduce(add, [F(name) * rarity for name, rarity in each]),
        )
        enough = ceil(ENOUGH * sum(rarity for _name, rarity in each))
        scored = scored.annotate(enough=Case(When(has__gte=enough, then=Value(1)), default=0))
        ordered = scored.filter(has__gt=0).order_by("-enough", "-own", "-score", "entry")
        return list(ordered.values_list("entry", "enough")[:MOST_RESULTS])

    # -- showing --------------------------------------------------------------------------

    def _result(self, entry: Entry) -> Result:
        wanted = {
            word.partition(":")[2]
            for term in self.terms
            for word in term.postings
            if word.startswith(f"{entry.language}:")
        }
        said = f"{entry.lead} {entry.content}".strip()
        return Result(
            entry=entry,
            heading=marked(entry.heading, entry.language, wanted),
            excerpt=excerpt(said, entry.language, wanted),
            url=entry.document.url if entry.document else entry.page.address(entry.language),
            is_foreign=entry.language != self.language,
        )


@dataclass(frozen=True)
class Small:
    """What each search asks for and there is little of: one query for all.

    ``subjects`` are what results are narrowed by, ``private`` as ``private_paths`` says.
    """

    subjects: list[Model]
    promotions: list[Promotion]
    private: list[tuple[str, str]]


class Matches:
    """The rows found, of each page and document the first one only."""

    def __init__(self, rows: list[tuple], is_cut: bool):
        self.is_cut = is_cut
        best: dict[tuple, tuple[int, str, int | None]] = {}
        for entry, language, page, document in rows:
            thing = (entry, language, None if document else page)
            best.setdefault((document and "document", document or page), thing)
        self.best = list(best.values())
