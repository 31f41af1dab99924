"""The checks of words: language, glossary, length."""

from dci.translation.checks import KnownTerm
from tests.translation.checking import codes


def test_english_left_as_it_is_is_found_but_a_name_is_not():
    assert codes("the rights of the child", "the rights of the child") == ["unchanged"]
    assert codes("Child Rights Connect", "Child Rights Connect") == []
    assert codes("Terre des hommes", "Terre des hommes") == []


def test_a_name_of_the_glossary_may_stay_as_it_is():
    term = KnownTerm("DCI-The Netherlands", is_kept=True)
    assert codes("DCI-The Netherlands", "DCI-The Netherlands", terms=(term,)) == []


def test_another_language_is_found():
    spanish = "La sección participa en los proyectos del movimiento y de la Secretaría"
    assert codes("The section takes part in projects of all", spanish) == ["language:es"]
    assert codes("The section takes part in projects of all", spanish, "es") == []


def test_a_text_too_long_for_its_field_is_found():
    assert codes("A title", "Un titre long", max_length=10) == ["length"]


def test_a_lost_sentence_is_found():
    source = "The section was founded in Brussels. It joined the movement a year later."
    assert codes(source, "La section a été fondée à Bruxelles.") == ["sentences"]
    joined = "La section a été fondée à Bruxelles et a rejoint le mouvement un an plus tard."
    assert codes(source, joined) == []


CONVENTION = KnownTerm(
    "Convention on the Rights of the Child",
    translations=("Convention relative aux droits de l’enfant",),
    forbidden=("Convention des enfants",),
)


def test_a_term_translated_otherwise_is_found():
    source = "Under the Convention on the Rights of the Child"
    wanted = "Selon la Convention relative aux droits de l'enfant"
    assert codes(source, wanted, terms=(CONVENTION,)) == []
    assert codes(source, "Selon le traité", terms=(CONVENTION,)) == [f"term:{CONVENTION.text}"]


def test_a_forbidden_word_is_found():
    found = codes("x", "Selon la Convention des enfants", terms=(CONVENTION,))
    assert "forbidden:Convention des enfants" in found


def test_a_translated_name_is_found():
    term = KnownTerm("Child Rights Connect", is_kept=True)
    source = "Founded with Child Rights Connect"
    assert codes(source, "Fondé avec Connexion droits", terms=(term,)) == [
        "kept:Child Rights Connect"
    ]
