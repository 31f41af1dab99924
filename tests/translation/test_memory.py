"""The memory: what is public helps to translate what is not yet."""

import pytest
from django.core.management import call_command

from dci.translation import lanes
from dci.translation.help import memory
from dci.translation.models import MemoryEntry
from tests.factories import ContentFactory, OrganisationFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return ContentFactory(title_en="The rights of the child in Belgium")


def published(obj, **texts) -> None:
    answers = {segment.path: texts[segment.path] for segment in lanes.segments(obj, "fr")}
    lanes.save_draft(obj, "fr", answers)
    lanes.publish(obj, "fr")


def remembered() -> list[tuple[str, str]]:
    return [(entry.source, entry.target) for entry in MemoryEntry.objects.filter(language="fr")]


# What is remembered


def test_a_published_lane_is_remembered(page):
    published(page, title="Les droits de l’enfant en Belgique")
    pair = ("The rights of the child in Belgium", "Les droits de l’enfant en Belgique")
    assert remembered() == [pair]


def test_a_draft_is_not_remembered(page):
    lanes.save_draft(page, "fr", {"title": "Les droits"})
    assert remembered() == []


def test_a_withdrawn_lane_is_forgotten(page):
    translate(page)
    lanes.withdraw(page, "fr")
    assert remembered() == []


def test_a_lane_published_again_replaces_what_was_remembered(page):
    translate(page)
    published(page, title="Les droits de l’enfant")
    assert [target for _source, target in remembered()] == ["Les droits de l’enfant"]


def test_what_is_public_stays_remembered_when_the_source_moves_on(page):
    translate(page)
    edit(page, title_en="The rights of all children")
    assert [source for source, _target in remembered()] == ["The rights of the child in Belgium"]


def test_a_lane_that_follows_by_itself_is_remembered_as_it_is_now(page):
    page = edit(page, search_description_en="One sentence.")
    translate(page)
    edit(page, search_description_en="")
    assert len(remembered()) == 1


# What is suggested


def suggested(source: str, **more) -> list[tuple[str, int]]:
    found = memory.suggestions(source, "fr", **more)
    return [(suggestion.target, suggestion.score) for suggestion in found]


def test_the_same_object_comes_before_others(page):
    published(OrganisationFactory(name_en="Child rights"), name="ailleurs")
    own = OrganisationFactory(name_en="Child rights")
    published(own, name="ici")
    published(OrganisationFactory(name_en="Child rights"), name="plus loin")
    targets = [target for target, _score in suggested("Child rights", lane=lane_of(own).pk)]
    assert targets == ["ici", "plus loin", "ailleurs"]


def test_what_is_alike_comes_with_the_difference_marked(page):
    published(page, title="Les droits de l’enfant en Belgique")
    (found,) = memory.suggestions("The rights of the child in France", "fr")
    assert 60 <= found.score < 99
    assert "<del>Belgium</del><ins>France</ins>" in found.difference


def test_what_is_hardly_alike_is_not_suggested(page):
    translate(page)
    assert suggested("Something else entirely") == []


def test_letters_in_common_are_not_enough(page):
    translate(OrganisationFactory(name_en="Regional desk in Brussels"))
    assert suggested("Europe, in Brussels;") == []


def test_a_translation_is_offered_once_and_five_at_most(page):
    for number in range(8):
        published(OrganisationFactory(name_en=f"Child rights group {number}"), name="un")
        published(OrganisationFactory(name_en=f"Child rights circle {number}"), name=f"c{number}")
    targets = [target for target, _score in suggested("Child rights group 9")]
    assert len(targets) == 5
    assert targets.count("un") == 1


def test_what_is_there_already_is_not_offered(page):
    translate(page)
    assert suggested(page.title_en, without=f"[fr] {page.title_en}") == []


def test_a_translation_takes_the_form_of_its_new_place(page):
    published(OrganisationFactory(name_en="Law & order"), name="Loi & ordre")
    assert suggested("Law &amp; order", is_html=True) == [("Loi &amp; ordre", 99)]


def test_the_same_words_behind_another_link_are_nearly_the_same(page):
    source = '<a linktype="page" id="1">Law</a>'
    published(OrganisationFactory(name_en="Law"), name="Loi")
    assert suggested(source, is_html=True) == [("Loi", 99)]


def test_another_language_has_a_memory_of_its_own(page):
    translate(page, "es")
    assert suggested(page.title_en) == []


def test_what_another_process_publishes_is_found(page):
    translate(page)
    assert len(suggested(page.title_en)) == 1
    lane = lane_of(page)
    row = MemoryEntry.objects.get(lane=lane)
    row.pk, row.target = None, "Autrement"
    row.save()
    assert "Autrement" in dict(suggested(page.title_en))


def test_an_unchanged_memory_costs_one_query(page, django_assert_num_queries):
    translate(page)
    suggested("Child")
    with django_assert_num_queries(1):
        suggested("The rights of a child in Belgium")


def test_the_memory_can_be_made_anew(page):
    translate(page)
    MemoryEntry.objects.all().delete()
    call_command("remember_translations", verbosity=0)
    assert len(remembered()) == 1


# What is searched


def test_all_words_are_found_in_either_text_whatever_the_accents(page):
    published(page, title="Les droits de l’enfant en Belgique, côte à côte")
    assert len(memory.search("fr", "RIGHTS cote")) == 1
    assert memory.search("fr", "rights Luxembourg") == []
