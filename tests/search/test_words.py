"""Which words count as the same."""

import pytest

from dci.search.words import keys


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "privés", "privation"),
        ("fr", "privées", "PRIVES"),
        ("fr", "détenus", "detention"),
        ("fr", "violences", "violent"),
        ("es", "niño", "nino"),
        ("es", "niñas", "niñez"),
        ("es", "privados", "privación"),
        ("en", "children", "child"),
        ("en", "deprived", "deprivation"),
        ("ar", "للأطفال", "الأطفال"),
        ("ja", "子供", "子供"),
    ],
)
def test_words_of_one_family_meet(language, one, other):
    assert keys(one, language) & keys(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("fr", "justice", "juste"), ("en", "court", "country"), ("es", "niño", "ninguno")],
)
def test_words_of_different_families_do_not(language, one, other):
    assert not keys(one, language) & keys(other, language)
