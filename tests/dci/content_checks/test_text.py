"""The rules of text, and what they must not complain about."""

import pytest

from dci.content_checks import text as rules


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Click here", "en"),
        (" Read more › ", "en"),
        ("Cliquez ici", "fr"),
        ("Télécharger", "fr"),
        ("aquí", "es"),
        ("Más información", "es"),
        ("https://example.org/a", "fr"),
    ],
)
def test_vague_link(words, language):
    assert rules.vague(words, language)


@pytest.mark.parametrize(
    ("words", "language"), [("Annual report 2024", "en"), ("Mas", "en"), ("Here we stand", "en")]
)
def test_link_that_names_its_target(words, language):
    assert not rules.vague(words, language)


@pytest.mark.parametrize(
    ("text", "language", "wrong"),
    [
        ("over 57 000 children", "en", ["57 000"]),
        ("over 57.000 children, 50 %", "en", ["57.000", "0 %"]),
        ("over 57000 children", "en", ["57000"]),
        ("plus de 57,000 enfants", "fr", ["57,000"]),
        ("plus de 57 000 enfants", "fr", ["57 000"]),
        ("50% des enfants", "fr", ["0%"]),
        ("más de 57000 niñas", "es", ["57000"]),
    ],
)
def test_number_of_another_language(text, language, wrong):
    assert [text[start:end] for start, end in rules.numbers(text, language)] == wrong


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("57,000 children, 50%, in 2014", "en"),
        ("+41 22 740 47 11 and 1202 Geneva", "en"),
        ("resolution A/RES/69/157, case no. C-123456", "en"),
        ("57\u202f000 enfants, 50\u202f%, 75011 Paris, 1,5 million", "fr"),
        ("57,000 niñas o 57 000 niñas, 50%", "es"),
    ],
)
def test_number_as_it_should_be(text, language):
    assert list(rules.numbers(text, language)) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("We work with ACPF. ACPF is in Addis Ababa.", ["ACPF"]),
        ("The African Child Policy Forum (ACPF) leads ACPF.", []),
        ("ACPF (African Child Policy Forum)", []),
        ("The forum for policy on the African child. African Child Policy Forum: ACPF", []),
        ("La Commission nationale pour l’enfant: la CNE", []),
        ("ALL CHILDREN HAVE RIGHTS", []),
        ("Louis XVIII, a PDF file, DCI-Belgium, A/RES/ABC", []),
    ],
)
def test_acronym(page, found):
    assert [page[start:end] for start, end in rules.Acronyms(page)(page)] == found


def test_name_of_the_page_is_no_acronym():
    assert list(rules.Acronyms("TWELVE TWELVE", explained="TWELVE")("TWELVE begins")) == []


def test_long_sentence():
    long = "child " * 46
    assert list(rules.long_sentences(f"{'Short. ' * 60}{long}.")) == [f" {long}"]
    assert list(rules.long_sentences(f"{long[:200]} · {long}")) == []


def test_apostrophes_without_end_take_no_time():
    page = "a" + "’" * 50_000 + " ACPF is there"
    assert [page[start:end] for start, end in rules.Acronyms(page)(page)] == ["ACPF"]
