"""The glossary: its terms in a text, its pages in the admin, what the site comes with."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from dci.starter.loading import Loader
from dci.translation.help.glossary import Glossary, KnownTerm, glossary
from dci.translation.models import Term, TermTranslation
from tests.admin import Form
from tests.translation.at_the_desk import reviewer, signed_in, translator

LIST = "wagtailsnippets_translation_term:list"
ADD = "wagtailsnippets_translation_term:add"
EDIT = "wagtailsnippets_translation_term:edit"


def term(text: str, **translations) -> Term:
    made = Term(text=text)
    made.translations = [
        TermTranslation(language=code, text=one) for code, one in translations.items()
    ]
    made.save()
    return made


# Terms in a text


def found(text: str, *terms: str, **options) -> list[str]:
    known = Glossary(tuple(KnownTerm(one, **options) for one in terms))
    return [one.text for one in known.terms_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The juvenile justice of Belgium",
        "Juvenile Justice",
        "juvenile justices",
        "juvenile\u00a0justice.",
    ],
)
def test_a_term_is_found_in_other_capitals_and_in_the_plural(text):
    assert found(text, "juvenile justice") == ["juvenile justice"]


def test_a_word_within_another_is_no_term():
    assert found("DCI-Belgium and childish things", "DCI", "child") == []


def test_an_apostrophe_is_an_apostrophe():
    assert found("United Nations Children's Fund", "United Nations Children’s Fund")


def test_the_longest_term_is_found_alone():
    terms = ("Committee", "Committee on the Rights of the Child", "Rights of the Child")
    assert found("the Committee on the Rights of the Child", *terms) == [terms[1]]


def test_capitals_matter_where_a_term_says_so():
    assert found("the code of conduct", "CODE", is_case_sensitive=True) == []
    assert found("three NGOs", "NGO", is_case_sensitive=True) == ["NGO"]


@pytest.mark.django_db
def test_each_language_has_its_own_translations(django_assert_num_queries):
    term("child labour", fr="travail des enfants", es="trabajo infantil")
    term("child trafficking", fr="traite des enfants")
    with django_assert_num_queries(2):
        (labour,) = glossary("es").terms_in("On child labour")
    assert labour.translations == ("trabajo infantil",)


@pytest.mark.django_db
def test_a_changed_term_is_known_at_once():
    made = term("child labour", fr="labeur")
    glossary("fr")
    TermTranslation.objects.filter(term=made).update(text="travail des enfants")
    (known,) = glossary("fr").terms_in("child labour")
    assert known.translations == ("travail des enfants",)


# In the admin


@pytest.mark.django_db
def test_a_reviewer_adds_a_term_with_its_translations():
    form = Form(signed_in(reviewer("fr")), reverse(ADD))
    form["text"] = "child labour"
    form.add("translations", language="fr", text="travail des enfants")
    form.send()
    assert form.errors == {}
    assert Term.objects.get().translations.get().text == "travail des enfants"


@pytest.mark.django_db
def test_a_term_is_not_written_twice():
    term("child labour")
    form = Form(signed_in(reviewer("fr")), reverse(ADD))
    form["text"] = "Child  Labour"
    form.send()
    assert "already" in form.errors["text"]


@pytest.mark.django_db
def test_the_same_translation_twice_is_refused():
    form = Form(signed_in(reviewer("fr")), reverse(ADD))
    form["text"] = "child labour"
    form.add("translations", language="fr", text="travail")
    form.add("translations", language="fr", text="travail")
    assert form.send().status_code == 200
    assert not Term.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["labour", "trabajo", "Travail"])
def test_terms_are_searched_in_every_language(words):
    term("child labour", fr="travail des enfants", es="trabajo infantil")
    term("advocacy", fr="plaidoyer", es="incidencia")
    page = signed_in(reviewer("fr")).get(reverse(LIST), {"q": words}).content.decode()
    assert "travail des enfants" in page
    assert "plaidoyer" not in page


@pytest.mark.django_db
def test_a_translator_reads_the_glossary_and_does_not_write_it():
    made = term("child labour", fr="travail des enfants")
    client = signed_in(translator("fr"))
    assert "travail des enfants" in client.get(reverse(LIST)).content.decode()
    assert client.post(reverse(EDIT, args=[made.pk]), {"text": "x"}).status_code == 302
    assert client.get(reverse(ADD)).status_code == 302
    assert Term.objects.get().text == "child labour"


@pytest.mark.django_db
def test_the_list_costs_the_same_for_many_terms(django_assert_max_num_queries):
    for number in range(15):
        term(f"term {number}", fr=f"terme {number}", es=f"término {number}")
    client = signed_in(reviewer("fr"))
    client.get(reverse(LIST))
    with django_assert_max_num_queries(16):
        client.get(reverse(LIST))


@pytest.mark.django_db
def test_groups_that_administrators_have_made_their_own_stay_so():
    group = Group.objects.get(name="Translators (français)")
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert not group.permissions.exists()


# What the site comes with


@pytest.mark.usefixtures("starter_site")
def test_the_site_comes_with_the_official_names():
    (known,) = glossary("fr").terms_in("the UN Convention on the Rights of the Child")
    assert known.translations[0] == "Convention relative aux droits de l’enfant"
    assert not TermTranslation.objects.exclude(language__in=["fr", "es"]).exists()


@pytest.mark.usefixtures("starter_site")
def test_loading_again_leaves_the_terms_of_staff_alone():
    number = Term.objects.count()
    TermTranslation.objects.filter(term__text="ILO").update(text="BIT")
    Term.objects.filter(text="UNHCR").delete()
    output = StringIO()
    call_command("load_starter", stdout=output)
    assert Term.objects.count() == number - 1
    assert set(TermTranslation.objects.filter(term__text="ILO").values_list("text")) == {("BIT",)}
    assert "glossary/ilo: edited since" in output.getvalue()


@pytest.mark.django_db
def test_a_term_that_staff_wrote_first_stays_theirs():
    term("child labour", fr="labeur des enfants")
    Loader(say=str).load_glossary()
    assert Term.objects.get(text="child labour").translations.get().text == "labeur des enfants"
