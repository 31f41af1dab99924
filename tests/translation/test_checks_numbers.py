"""The checks of numbers, dates and sums."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translation.checking import NB, NNB, codes

WRITTEN_OTHERWISE = [
    ("57,000 girls took part", f"57{NNB}000 filles ont participé", "fr"),
    ("57,000 girls took part", "57.000 niñas participaron", "es"),
    ("57,000 girls took part", "57 000 niñas participaron", "es"),
    ("about 1.5 points", "environ 1,5 point", "fr"),
    ("1,234.5 km of road", f"1{NB}234,5 km de route", "fr"),
    ("€1.5 million were spent", f"1,5{NB}million d’euros ont été dépensés", "fr"),
    ("1.5 million children", "1 500 000 enfants", "fr"),
    ("2 billion people", "2000 millones de personas", "es"),
    ("In March 2014", "En mars 2014", "fr"),
    ("on 18 December 2014", "le 18 décembre 2014", "fr"),
    ("on December 18, 2014", "el 18 de diciembre de 2014", "es"),
    ("on 2014-12-18", "le 18/12/2014", "fr"),
    ("4 pillars", "quatre piliers", "fr"),
    ("two desks", "2 bureaux", "fr"),
    ("25 desks and 91 others", "vingt-cinq bureaux et quatre-vingt-onze autres", "fr"),
    ("35 desks", "treinta y cinco oficinas", "es"),
    ("the 1960s and 70s", "les années 1960 et 1970", "fr"),
    ("the 21st century", "le XXIe siècle", "fr"),
    ("at 2:30 pm", f"à 14{NB}h{NB}30", "fr"),
    ("the 1990s", "los años 90", "es"),
    ("call +32 2 203 79 08", f"appelez le +32{NB}2{NB}203.79.08", "fr"),
    ("In 2014 there were 8, in 2015 there were 9", "En 2014, il y en avait 8 ; 9 en 2015", "fr"),
    ("Resolution 1997/30", "résolution 1997/30", "fr"),
    ("It may take 3 days", "Cela peut prendre 3 jours", "fr"),
]


@pytest.mark.parametrize(("source", "target", "language"), WRITTEN_OTHERWISE)
def test_numbers_in_each_languages_typography_agree(source, target, language):
    found = codes(source, target, language)
    assert [code for code in found if re.match("numbers|dates|sums", code)] == []


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("57,000 girls", "5 700 filles", "numbers:57,000"),
        ("57,000 girls", "des filles", "numbers:57,000"),
        ("some girls", "57 filles", "numbers:+57"),
        ("from 30 to 40 years", "de 30 à 30 ans", "numbers:40"),
        ("In March 2014", "En mai 2014", "dates:mai"),
        ("from 1 March to 3 May", "du 1er mars au 3 juin", "dates:May"),
        ("It cost €50", "Cela a coûté 50 dollars", "sums:USD"),
    ],
)
def test_another_number_month_or_currency_is_found(source, target, code):
    assert code in codes(source, target)


@given(st.integers(1000, 999_999_999))
def test_a_large_number_is_the_same_with_any_mark_between_its_groups(number):
    source = f"{number:,} children"
    for mark in (NB, NNB, " ", "."):
        assert codes(source, f"{number:,} niños".replace(",", mark), "es") == []
