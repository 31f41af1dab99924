"""Which figures are drawn, and which are only written."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from dci.figures import figures

CUSTODY = "children held in custody in the 8 countries"


def figure(value, year=None, label=CUSTODY, **others):
    return {"value": value, "year": year, "label": label, "qualifier": "none", **others}


@pytest.fixture
def drawn():
    """The band of figures as a reader gets it."""

    def drawn(rows, language="en"):
        with translation.override(language):
            html = render_to_string("includes/figures.html", {"figures": rows})
        return BeautifulSoup(html, "html.parser")

    return drawn


def test_years_of_one_thing_are_drawn_to_scale_in_their_order(drawn):
    rows = drawn([figure(27417, 2015), figure(31067, 2014)]).select("tbody tr")
    assert [row.th.text for row in rows] == ["2014", "2015"]
    assert [row.td.text for row in rows] == ["31,067", "27,417"]
    assert [row.rect["width"] for row in rows] == ["100.00%", "88.25%"]


def test_numbers_of_a_series_are_written_as_its_reader_does(drawn):
    rows = drawn([figure(31067, 2014), figure(27417, 2015)], "fr").select("tbody td:first-of-type")
    assert [row.text for row in rows] == ["31\u202f067", "27\u202f417"]


@pytest.mark.parametrize(
    "rows",
    [
        [figure(31067, 2014)],
        [figure(31067, 2014), figure(27417)],
        [figure(31067, 2014), figure(27417, 2014)],
        [figure(31067, 2014), figure(84, 2015, label="protocols")],
        [],
    ],
    ids=["one number", "no year", "the same year", "different things", "nothing"],
)
def test_nothing_else_is_drawn(drawn, rows):
    band = drawn(rows)
    assert band.svg is None
    assert len(band.select("dd")) == len(rows)


def test_what_stands_alone_keeps_its_place_beside_a_series():
    rows = [figure(9, label="b"), figure(1, 2014), figure(8, label="a"), figure(0, 2015)]
    shown = figures(rows)
    assert [row["value"] for row in shown.alone] == [9, 8]
    assert [point.share for point in shown.series[0].points] == ["100.00%", "0.00%"]


def test_series_of_zeros_is_no_error():
    series = figures([figure(0, 2014), figure(0, 2015)]).series[0]
    assert [point.share for point in series.points] == ["0.00%", "0.00%"]


def test_source_of_a_series_is_named_once(drawn):
    band = drawn([figure(2, 2014, source="Observatory"), figure(1, 2015, source="Observatory")])
    assert band.caption.span.text == "Observatory"
