"""Figures that belong together: what was counted in several years is a series, and can be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Point:
    """A figure of a series: its year, the figure itself, its share of the greatest one."""

    year: int
    figure: object
    share: str  # for SVG: "88.25%", in every language


@dataclass(frozen=True)
class Series:
    """The same thing counted in at least two years, in their order, and by whom it was counted."""

    label: str
    sources: list[str]
    points: list[Point]


@dataclass(frozen=True)
class Figures:
    """What a band of figures shows: numbers that stand alone, and series."""

    alone: list
    series: list[Series]


def figures(rows: Iterable) -> Figures:
    """Sort key figures, rows of a project or values of a block, into single ones and series.

    Figures are a series when they count the same, word for word, and each has a year of its own.
    Nothing is drawn from one number.
    """
    rows = list(rows)
    alone, series = [], []
    for label, same in groupby(sorted(rows, key=_label), key=_label):
        same = list(same)
        years = {_get(row, "year") for row in same}
        if label and len(same) > 1 and len(years) == len(same) and all(years):
            series.append(_series(label, sorted(same, key=lambda row: _get(row, "year"))))
        else:
            alone += same
    return Figures(sorted(alone, key=rows.index), series)


def _series(label: str, rows: list) -> Series:
    greatest = max(_get(row, "value") for row in rows) or 1
    points = [
        Point(_get(row, "year"), row, f"{100 * _get(row, 'value') / greatest:.2f}%") for row in rows
    ]
    sources = dict.fromkeys(str(_get(row, "source") or "") for row in rows)
    return Series(label, [source for source in sources if source], points)


def _label(row) -> str:
    return str(_get(row, "label") or "").strip()


def _get(row, name: str):
    return row.get(name) if hasattr(row, "get") else getattr(row, name)
