"""Each language as a whole: how much is in which state, and how many words are left."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum
from django.utils.text import capfirst

from dci import languages

from ..models import State, Translation

# From what is done to what nobody has begun: the order of the bar's parts.
BAR = [State.UP_TO_DATE, State.WAITING, State.OUTDATED, State.IN_PROGRESS, State.MISSING]


BAR_WIDTH = 1000
LEAST_WIDTH = 15  # so that a single lane among thousands is seen


@dataclass
class Part:
    """The lanes of a language in one state, and their place in its bar."""

    state: State
    number: int
    words: int
    start: int = 0
    width: int = 0

    @property
    def label(self) -> str:
        return capfirst(self.state.label)


@dataclass
class Total:
    """A language, with the parts of its bar."""

    code: str
    parts: list[Part] = field(default_factory=list)

    @property
    def name(self) -> str:
        return capfirst(languages.name(self.code))

    @property
    def done(self) -> int:
        return sum(part.number for part in self.parts if part.state == State.UP_TO_DATE)

    @property
    def all(self) -> int:
        return sum(part.number for part in self.parts)

    @property
    def words(self) -> int:
        return sum(part.words for part in self.parts)


def totals(lanes: QuerySet[Translation]) -> list[Total]:
    """The totals of ``lanes`` in each language: one query."""
    counted = lanes.order_by().values("language", "state")
    rows = list(counted.annotate(number=Count("pk"), words=Sum("words_left")))
    return [
        Total(code, _parts(row for row in rows if row["language"] == code))
        for code in languages.TARGETS
    ]


def _parts(rows: Iterable[dict]) -> list[Part]:
    by_state = {row["state"]: row for row in rows}
    found = [by_state[state] for state in BAR if state in by_state]
    parts = [Part(State(row["state"]), row["number"], row["words"]) for row in found]
    _lay_out(parts)
    return parts


def _lay_out(parts: list[Part]) -> None:
    """Give each part its share of the bar."""
    to_share = BAR_WIDTH - LEAST_WIDTH * len(parts)
    all_lanes = sum(part.number for part in parts)
    start = 0
    for part in parts:
        part.start, part.width = start, LEAST_WIDTH + to_share * part.number // all_lanes
        start += part.width
