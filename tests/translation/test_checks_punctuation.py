"""The checks of punctuation: what they find, mend, and must leave in peace."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dci.translation.checks import Pair, findings
from tests.translation.checking import LINK, NB, NNB, codes, repair


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("It works.", "Cela marche", "Cela marche."),
        ("the desks:", "les bureaux.", f"les bureaux{NB}:"),
        ("About us", "À propos.", "À propos"),
        ("One is left;", "Il en reste un", f"Il en reste un{NNB};"),
    ],
)
def test_another_end_is_found_and_mended(source, target, mended):
    assert codes(source, target) == ["end"]
    assert repair(source, target) == mended


def test_quotes_and_brackets_at_the_end_are_looked_through():
    assert codes("He said “no.”", f"Il a dit «{NB}non{NB}».") == []
    assert codes("Three bodies (and more).", "Trois organes (et plus).") == []


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("Deux entités : un mouvement", f"Deux entités{NB}: un mouvement"),
        ("Deux entités: un mouvement", f"Deux entités{NB}: un mouvement"),
        ("un logo « ligue » ici", f"un logo «{NB}ligue{NB}» ici"),
        ("un logo «ligue» ici", f"un logo «{NB}ligue{NB}» ici"),
        ("la moitié, 50% ou plus", f"la moitié, 50{NB}% ou plus"),
        ("les uns ; les autres", f"les uns{NNB}; les autres"),
        (f"il dit «{NB}non.» Oui", f"il dit «{NB}non.{NB}» Oui"),
        (f"il dit «{NB}quoi{NNB}? » Oui", f"il dit «{NB}quoi{NNB}?{NB}» Oui"),
    ],
)
def test_french_spaces_are_mended(target, mended):
    pair = Pair("", target, "fr")
    (finding,) = [one for one in findings(pair) if one.code == "spacing"]
    assert finding.repair == mended


@pytest.mark.parametrize(
    "target",
    [
        f"Qui sommes-nous{NNB}?",
        f"Qui sommes-nous{NB}?!",
        "à 10:30, ou 2:1",
        "voir https://dci.org/a?b=1;c",
        "l’étude (!) est finie",
        "DCI::Europe et C++;",
    ],
)
def test_what_looks_like_punctuation_is_left_alone(target):
    assert "spacing" not in codes("?", target.removesuffix(";"))


@pytest.mark.parametrize("number", ["57 000", "57,000", "1 234 567"])
def test_large_number_in_french_is_mended(number):
    mended = number.replace(",", NNB).replace(" ", NNB)
    source = "57,000 and 1,234,567 girls"
    pair = Pair(source, f"Quelque {number} filles", "fr")
    (finding,) = [one for one in findings(pair) if one.code == "grouping"]
    assert finding.repair == f"Quelque {mended} filles"


@pytest.mark.parametrize("number", ["+32 203 790", "022 734 055", "2 203 79 08", "1,234", "2014"])
def test_what_is_no_large_number_is_left_alone(number):
    assert "grouping" not in codes("", f"Appelez le {number}")


def test_space_before_a_mark_is_too_many_in_spanish():
    assert repair("Children are heard; always", "Los niños son oídos ; siempre", "es") == (
        "Los niños son oídos; siempre"
    )


def test_the_space_is_put_outside_of_the_link():
    target = f"Lire {LINK.format('Qui sommes-nous')}? Oui."
    source = f"Read {LINK.format('Who we are')}? Yes."
    assert repair(source, target, is_html=True) == target.replace("?", f"{NNB}?")


MESS = st.text(alphabet=f"ab1.:;?!¿¡«»%, {NB}{NNB}\n()", max_size=40)
WORDS = st.lists(st.sampled_from(["un", "deux", "les", "vous", "?", ":", "<b>x</b>", "&amp;"]))


@given(MESS, MESS, st.sampled_from(["fr", "es"]))
def test_what_was_repaired_is_not_found_again(source, target, language):
    for finding in findings(Pair(source, target, language)):
        if finding.repair is not None:
            left = findings(Pair(source, finding.repair, language))
            assert finding.code not in [one.code for one in left], repr(finding.repair)


@given(WORDS.map(" ".join))
def test_a_repair_keeps_the_markup(target):
    for finding in findings(Pair("x", target, "fr", is_html=True)):
        if finding.repair is not None:
            tags = re.compile(r"<[^>]*>")
            assert tags.findall(finding.repair) == tags.findall(target)
            assert "& " not in finding.repair


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("Qué es?", "¿Qué es?"),
        ("Es así. Y por qué?", "Es así. ¿Y por qué?"),
        ("Venga!", "¡Venga!"),
        ("«Qué es?»", "«¿Qué es?»"),
    ],
)
def test_spanish_opens_questions(target, mended):
    pair = Pair(target, target, "es")
    (finding,) = [one for one in findings(pair) if one.code == "opening"]
    assert finding.repair == mended


def test_a_spanish_question_may_begin_within_a_sentence():
    assert "opening" not in codes("?", "Si vino el Sr. Pérez, ¿qué dijo?", "es")
    assert "opening" not in codes("a (?)", "su nombre (?)", "es")


def test_a_bracket_without_its_other_half_is_found():
    assert codes("Geneva (Switzerland)", "Genève (Suisse") == ["brackets:("]
    assert codes("a “word” here", "un « mot ici".replace("« ", f"«{NB}")) == ["brackets:«"]
    assert codes("a) the first", "a) le premier") == []


def test_a_doubled_word_is_mended_but_vous_vous_is_not():
    assert (
        repair("the rights of children", "les les droits des enfants") == "les droits des enfants"
    )
    assert codes("You ask yourself", "Vous vous demandez") == []


def test_doubled_spaces_are_mended():
    assert repair("One two, three", " un  deux , trois ") == "un deux, trois"
