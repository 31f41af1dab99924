"""The memory: what has been published before helps with what is to be translated now.

remember(lane)                                   its public segments, in place of the old ones
forget(lane)
suggestions("Child rights", "fr", lane=lane)     at most five, the best first
search("fr", "droits enfant")
"""

import hashlib
import html
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Count, Max
from django.utils.safestring import SafeString
from rapidfuzz import fuzz, process

from ..changes import marked_changes
from ..marked_text import MarkedText
from ..words import folded

if TYPE_CHECKING:
    from ..models import Translation

MOST = 5
LEAST_ALIKE = 60  # in percent
SAME_WORDS = 99  # other markup, or another link
SAME = 100


@dataclass(frozen=True)
class Remembered:
    """A source and its published translation."""

    pk: int
    lane: int
    path: str
    source: str
    target: str
    is_html: bool

    @cached_property
    def words(self) -> str:
        """The source without markup."""
        return MarkedText(self.source, self.is_html).plain

    @cached_property
    def searchable(self) -> str:
        """Both texts, as they are searched."""
        return folded(f"{self.words}\n{MarkedText(self.target, self.is_html).plain}")

    def target_as(self, is_html: bool) -> str:
        """The translation with or without markup, as the place wants it that it is for."""
        if is_html == self.is_html:
            return self.target
        return html.escape(self.target, quote=False) if is_html else self._plain_target

    @property
    def _plain_target(self) -> str:
        return MarkedText(self.target, self.is_html).plain


@dataclass(frozen=True)
class Suggestion:
    """A translation from the memory.

    ``score`` is how much of the source is the same, in percent; ``difference`` is the source as
    it is now with what the remembered one had otherwise marked, empty if the words are the same.
    """

    source: str
    target: str
    score: int
    is_same_object: bool
    lane: int
    difference: SafeString


@dataclass(frozen=True)
class Corpus:
    """All that is remembered of one language, as this process holds it."""

    entries: tuple[Remembered, ...] = ()
    version: tuple[int, int | None] = (0, None)

    @cached_property
    def words(self) -> list[str]:
        return [entry.words for entry in self.entries]

    @cached_property
    def equal(self) -> dict[str, list[Remembered]]:
        """The entries by the words of their source."""
        found: dict[str, list[Remembered]] = {}
        for entry in self.entries:
            found.setdefault(entry.words, []).append(entry)
        return found


_corpora: dict[str, Corpus] = {}


def corpus(language: str) -> Corpus:
    """What is remembered of ``language``: one query if nothing has been published since.

    Reading tens of thousands of rows for each suggestion would take a second. Rows are made and
    deleted but never changed, so only those are read that are new, and the others are known by
    their keys.
    """
    rows = apps.get_model("translation.MemoryEntry").objects.filter(language=language)
    counted = rows.aggregate(number=Count("pk"), last=Max("pk"))
    version = (counted["number"], counted["last"])
    known = _corpora.get(language, Corpus())
    if version != known.version:
        left = set(rows.values_list("pk", flat=True)) if known.entries else set()
        new = rows.filter(pk__gt=known.version[1] or 0).order_by("pk")
        columns = ("pk", "lane_id", "path", "source", "target", "is_html")
        known = _corpora[language] = Corpus(
            (
                *(entry for entry in known.entries if entry.pk in left),
                *(Remembered(*row) for row in new.values_list(*columns)),
            ),
            version,
        )
    return known


def empty_process() -> None:
    """Forget what this process holds, not what the database does."""
    _corpora.clear()


def remember(lane: "Translation") -> None:
    """Take what a published lane says into the memory, in place of what it said before."""
    forget(lane)
    entry = lane.memory.model
    entry.objects.bulk_create(
        [
            entry(
                lane_id=lane.pk,
                language=lane.language,
                path=segment.path,
                source=segment.source,
                target=segment.target,
                is_html=segment.is_html,
                digest=hashlib.blake2b(segment.source.encode(), digest_size=8).hexdigest(),
            )
            for segment in lane.get_segments()
            if segment.target.strip() and not segment.old_source
        ],
        batch_size=500,
    )


def forget(lane: "Translation") -> None:
    """Take a lane out of the memory: it is not public any more."""
    lane.memory.all().delete()


def suggestions(
    source: str, language: str, *, is_html: bool = False, lane: int | None = None, without: str = ""
) -> list[Suggestion]:
    """Translations of ``source`` or of what is like it, the most trusted first, at most five.

    First the same words in the lane with the key ``lane``, then elsewhere, then what is at least
    60 % alike. Each translation is offered once, and not the one that is there already
    (``without``).
    """
    words = MarkedText(source, is_html).plain
    known = corpus(language)
    found: dict[str, Suggestion] = {}
    for entry, score in [*_equal(known, source, words, lane), *_alike(known, words)]:
        target = entry.target_as(is_html)
        if target not in found and target != without:
            is_same = score >= SAME_WORDS
            difference = SafeString("") if is_same else marked_changes(entry.words, words)
            found[target] = Suggestion(
                entry.words, target, score, entry.lane == lane, entry.lane, difference
            )
        if len(found) == MOST:
            break
    return list(found.values())


def _equal(
    known: Corpus, source: str, words: str, lane: int | None
) -> Iterable[tuple[Remembered, int]]:
    rated = [
        (entry, SAME if entry.source == source else SAME_WORDS)
        for entry in known.equal.get(words, ())
    ]
    return sorted(rated, key=lambda one: (one[0].lane != lane, -one[1], -one[0].pk))


def _alike(known: Corpus, words: str) -> list[tuple[Remembered, int]]:
    if not words.strip():
        return []
    best = process.extract(
        words, known.words, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE, limit=4 * MOST
    )
    rated = [
        (known.entries[place], _score(words, text, score))
        for text, score, place in best
        if text != words
    ]
    found = [one for one in rated if one[1] >= LEAST_ALIKE]
    return sorted(found, key=lambda one: -one[1])


def _score(words: str, text: str, letters: float) -> int:
    """How much of two texts is the same: of their letters, and to a third of their words.

    Letters alone find long sentences alike that have nothing in common but small words.
    """
    same_words = fuzz.ratio(words.split(), text.split())
    return min(int((2 * letters + same_words) / 3), SAME_WORDS - 1)


def search(language: str, query: str) -> list[Remembered]:
    """What holds all words of ``query`` in its source or its target, the newest first.

    Case and accents make no difference.
    """
    wanted = folded(query).split()
    entries = corpus(language).entries
    return [entry for entry in reversed(entries) if all(one in entry.searchable for one in wanted)]
