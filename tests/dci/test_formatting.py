"""Numbers, dates and punctuation, in the typography of each language."""

import re
from datetime import date

import pytest
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dci import formatting

NARROW = "\u202f"
LANGUAGES = ["en", "fr", "es"]
DATES = st.dates(min_value=date(1900, 1, 1)).map(str)
FRENCH_MARKUP = st.lists(
    st.sampled_from(
        [
            "mot",
            " ",
            " :",
            " ;",
            "« ",
            " »",
            " ?",
            '<a href="/a : b ?c=1 !">',
            "</a>",
            "<b>",
            "</b>",
        ]
    )
)


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("en", 57000, "57,000"),
        ("en", 4499, "4,499"),
        ("fr", 57000, f"57{NARROW}000"),
        ("fr", 4499, f"4{NARROW}499"),
        ("es", 57000, f"57{NARROW}000"),
        ("es", 4499, "4499"),
        ("ar", 57000, "57.000"),
        ("en", None, ""),
    ],
)
def test_number(language, value, written):
    with override(language):
        assert formatting.number(value) == written


def test_number_keeps_the_decimals_it_was_given():
    assert [formatting.number(value) for value in (1, 1.0)] == ["1", "1.0"]


@given(value=st.integers(0, 10**12), language=st.sampled_from(LANGUAGES))
def test_number_loses_no_digit(value, language):
    with override(language):
        assert re.sub(r"\D", "", formatting.number(value)) == str(value)


@pytest.mark.parametrize(
    ("language", "qualifier", "written"),
    [
        ("en", "more_than", "more than 297,000"),
        ("fr", "more_than", f"plus de 297{NARROW}000"),
        ("es", "more_than", f"más de 297{NARROW}000"),
        ("en", "none", "297,000"),
        ("fr", "nearly", f"près de 297{NARROW}000"),
    ],
)
def test_qualified(language, qualifier, written):
    with override(language):
        assert formatting.qualified(297000, qualifier) == written


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("en", "2014", "2014"),
        ("en", "2014-03", "March 2014"),
        ("en", "2014-12-18", "18 December 2014"),
        ("fr", "2014-03", "mars 2014"),
        ("fr", "2014-03-01", "1er mars 2014"),
        ("fr", "2014-03-11", "11 mars 2014"),
        ("es", "2014-03", "marzo de 2014"),
        ("es", "2014-12-18", "18 de diciembre de 2014"),
        ("en", "", ""),
    ],
)
def test_partial_date(language, value, written):
    with override(language):
        assert formatting.partial_date(value) == written


@given(day=DATES, language=st.sampled_from(LANGUAGES))
def test_partial_date_is_never_more_precise_than_it_is(day, language):
    with override(language):
        assert re.findall(r"\d+", formatting.partial_date(day[:7])) == [str(int(day[:4]))]


@pytest.mark.parametrize(
    ("language", "start", "end", "written"),
    [
        ("en", "2014", "2016", '<bdi dir="ltr">2014–2016</bdi>'),
        ("en", "2018-05-28", "2018-05-30", '<bdi dir="ltr">28–30</bdi> May 2018'),
        ("fr", "2018-05-01", "2018-05-03", '<bdi dir="ltr">1er–3</bdi> mai 2018'),
        ("es", "2018-05-28", "2018-05-30", '<bdi dir="ltr">28–30</bdi> de mayo de 2018'),
        ("en", "2014-03", "2016", "March 2014 – 2016"),
        ("en", "2014", "", "since 2014"),
        ("fr", "2014-03-01", "", "depuis le 1er mars 2014"),
        ("es", "", "2016-08", "hasta agosto de 2016"),
        ("fr", "", "2016-08", "jusqu’en août 2016"),
        ("en", "2011", "2011", "2011"),
        ("en", "", "", ""),
    ],
)
def test_period(language, start, end, written):
    with override(language):
        assert formatting.period(start, end) == written


@pytest.mark.parametrize(
    ("language", "size", "written"),
    [
        ("en", 1_234_567, "1.2\u00a0MB"),
        ("fr", 1_234_567, "1,2\u00a0Mo"),
        ("es", 1_234_567, "1,2\u00a0MB"),
        ("fr", 870_400, "870\u00a0ko"),
        ("en", 12, "1\u00a0kB"),
        ("en", None, ""),
    ],
)
def test_file_size(language, size, written):
    with override(language):
        assert formatting.file_size(size) == written


@pytest.mark.parametrize(
    ("reader", "language", "written"),
    [("fr", "en", "anglais"), ("es", "fr", "francés"), ("en", "es", "Spanish")],
)
def test_language_in_words(reader, language, written):
    with override(reader):
        assert formatting.language_in_words(language) == written


def test_typographic_french_text():
    assert formatting.typographic("Quoi ? « Un mot » : 5 %", "fr") == (
        "Quoi\u202f? «\u00a0Un mot\u00a0»\u00a0: 5\u202f%"
    )


def test_typographic_leaves_other_languages():
    assert formatting.typographic("Who ? « Us » : 5 %", "es") == "Who ? « Us » : 5 %"


def test_typographic_looks_through_closing_tags():
    html = formatting.typographic(SafeString("<p><b>Attention</b> <i>!</i></p>"), "fr")
    assert html == "<p><b>Attention</b>\u202f<i>!</i></p>"


@given(text=st.text())
def test_typographic_text_is_still_escaped(text):
    assert escape(formatting.typographic(text, "fr")).count("<") == 0


@given(parts=FRENCH_MARKUP)
def test_typographic_changes_spaces_outside_tags_only(parts):
    html = "".join(parts)
    written = formatting.typographic(SafeString(html), "fr")
    assert re.findall("<[^>]*>", written) == re.findall("<[^>]*>", html)
    assert re.sub("[\u00a0\u202f]", " ", written) == html
