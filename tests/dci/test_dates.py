"""Dates of any precision."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from dci.dates import PartialDateFormField, first_day, is_before, last_day

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
PARTIAL_DATES = st.builds(
    lambda day, precision: day.isoformat()[:precision], DAYS, st.sampled_from([4, 7, 10])
)


class Form(forms.Form):
    date = PartialDateFormField()


@given(day=DAYS, precision=st.sampled_from([4, 7, 10]))
def test_day_lies_within_the_dates_made_from_it(day, precision):
    partial = day.isoformat()[:precision]
    assert first_day(partial) <= day <= last_day(partial)


@given(one=PARTIAL_DATES, other=PARTIAL_DATES)
def test_date_is_before_another_or_after_it_or_they_overlap(one, other):
    overlap = first_day(one) <= last_day(other) and first_day(other) <= last_day(one)
    assert is_before(one, other) + is_before(other, one) + overlap == 1


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ("2016", date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 29)),
        ("2015-02", date(2015, 2, 28)),
        ("2016-02-03", date(2016, 2, 3)),
    ],
)
def test_date_goes_on_until_the_last_day_it_may_mean(value, last):
    assert last_day(value) == last


@pytest.mark.parametrize(
    "typed", ["March 2014", "2014-13", "2014-02-30", "14", "2014-3", "0000", "٢٠١٤"]
)
def test_form_field_says_how_a_date_is_written(typed):
    errors = Form({"date": typed}).errors
    assert errors["date"] == ["Write a year, a month or a day: 2014, 2014-03 or 2014-03-18."]


@pytest.mark.parametrize("typed", ["2014", "2014-03", "2014-03-18", " 2014 "])
def test_form_field_takes_a_date_as_precise_as_it_is_known(typed):
    form = Form({"date": typed})
    assert form.is_valid()
    assert form.cleaned_data["date"] == typed.strip()
