"""What the checks find, what they mend, and what they must leave in peace."""

import re
from time import perf_counter

import pytest
from django.contrib.contenttypes.models import ContentType
from hypothesis import given
from hypothesis import strategies as st

from dci.translation import lanes
from dci.translation.checks import KnownTerm, Pair, findings, of_lane
from dci.translation.checks.own_addresses import own_addresses
from dci.translation.models import Translation
from partners.models import Organisation
from tests.factories import ContentFactory, HomeFactory, OrganisationFactory
from tests.translating import fresh, translate

NB, NNB = "\u00a0", "\u202f"


def codes(source: str, target: str, language: str = "fr", **more) -> list[str]:
    return [one.code for one in findings(Pair(source, target, language, **more))]


def repair(source: str, target: str, language: str = "fr", **more) -> str | None:
    return findings(Pair(source, target, language, **more))[0].repair


# Numbers, dates and sums

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


# Addresses, links and markup


def test_an_address_that_was_changed_is_found():
    found = codes("Write to info@dci.org", "Écrivez à inof@dci.org")
    assert sorted(found) == ["addresses:+inof@dci.org", "addresses:info@dci.org"]


def test_the_same_site_in_another_language_is_no_finding():
    assert codes("See https://www.coe.int/en/web", "Voir https://www.coe.int/fr/web") == []


LINK = '<a linktype="page" id="7">{}</a>'


def test_a_missing_link_is_found():
    assert codes(f"See the {LINK.format('page')}.", "Voir la page.", is_html=True) == ["links"]


def test_a_link_may_lead_elsewhere_in_another_language():
    target = 'Voir <a linktype="document" id="9">le rapport</a>.'
    source = 'See <a linktype="document" id="8">the report</a>.'
    assert codes(source, target, is_html=True) == []


def test_a_link_without_words_or_aim_is_found():
    target = "Voir <a>ici</a> et<a href='/x'></a>."
    source = f"See {LINK.format('here')} and {LINK.format('there')}."
    assert codes(source, target, is_html=True) == ["links:aim", "links:words"]


def test_lost_bold_is_found():
    assert codes("<b>Add</b>, do not repeat.", "Compléter, ne pas répéter.", is_html=True) == [
        "markup:b"
    ]


def test_bold_that_goes_on_in_a_link_is_one_bold():
    source = f"<b>Read {LINK.format('this')} now</b>."
    target = f"<b>Lisez </b>{LINK.format('<b>ceci</b>')}<b> maintenant</b>."
    assert codes(source, target, is_html=True) == []


def test_french_ordinals_may_be_raised():
    assert codes("On 1 March 2014.", "Le 1<sup>er</sup> mars 2014.", is_html=True) == []


def test_a_link_to_an_english_page_is_mended():
    target = 'Voir <a href="/en/about/">ici</a> et <a href="/en/about/us/">là</a>.'
    pair = Pair(
        f"See {LINK.format('x')} and {LINK.format('y')}.",
        target,
        "fr",
        is_html=True,
        own_addresses={"/en/about/": "/fr/a-propos/"},
    )
    (finding,) = findings(pair)
    assert finding.repair == target.replace('"/en/about/"', '"/fr/a-propos/"')


# Punctuation


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


# Words


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


# All of them


@pytest.mark.parametrize("mess", [" ", "?", "a", "1 ", "<a>", "mai ", "a.", "« ", "a@", '"', "( "])
@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_long_text_is_checked_in_no_time(mess, language):
    start = perf_counter()
    findings(Pair("x. y", mess * (40_000 // len(mess)) + "b", language))
    assert perf_counter() - start < 5


@pytest.mark.usefixtures("starter_site")
def test_nothing_is_found_in_what_the_site_comes_with():
    lanes = Translation.objects.filter(live=True)
    found = {str(lane): of_lane(lane) for lane in lanes}
    assert len(found) > 200
    assert {name: findings for name, findings in found.items() if findings} == {}


@pytest.mark.django_db
def test_what_was_dismissed_is_not_found_again():
    page = ContentFactory(title_en="In 2014 and 2015")
    lane = lanes.save_draft(page, "fr", {"title": "En 2014 et 2016"})
    assert [one.code for one in of_lane(lane)["title"]] == ["numbers:2015", "numbers:+2016"]
    (segment,) = lane.get_segments()
    segment.dismissed = {"numbers:2015": "An error of the source", "numbers:+2016": "The same"}
    lane.set_segments([segment])
    assert of_lane(lane) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("paragraphs", [1, 40])
def test_a_lane_is_checked_with_a_few_queries(paragraphs, django_assert_max_num_queries):
    text = "<p>One of 2014.</p>" * paragraphs
    lane = translate(OrganisationFactory(description_en=text))
    ContentType.objects.get_for_model(Organisation)
    with django_assert_max_num_queries(8):
        of_lane(lane)


@pytest.mark.django_db
def test_a_link_to_an_english_page_is_found_where_the_french_one_is_public():
    home = HomeFactory()
    about, private = ContentFactory(parent=home, slug="about"), ContentFactory(parent=home)
    for page in (home, about):
        translate(page)
    texts = ["/en/about/", "see /en/about/", 'href="http://127.0.0.1:8000/en/about/"']
    own = own_addresses(texts, "fr")
    assert own["/en/about/"] == fresh(about).address("fr")
    assert own["http://127.0.0.1:8000/en/about/"].startswith("http://127.0.0.1:8000/fr/")
    assert own_addresses(["/en/about/"], "es") == {}
    assert own_addresses([f"/en/{private.slug}/", "https://example.org/en/about/"], "fr") == {}


def test_a_passage_without_a_translation_has_no_findings():
    assert codes("57,000 girls.", "  ") == []


@given(
    st.text(max_size=60), st.text(max_size=60), st.sampled_from(["fr", "es", "ar"]), st.booleans()
)
def test_no_text_is_too_odd(source, target, language, is_html):
    for finding in findings(Pair(source, target, language, is_html)):
        assert finding.message
