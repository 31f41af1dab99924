"""What of the desk is shown, in which order, and what the bars say."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from dci import languages
from dci.translation import lanes
from dci.translation.desk.totals import totals
from dci.translation.models import State, Translation
from tests.factories import (
    ContentFactory,
    HomeFactory,
    OrganisationFactory,
    ProjectFactory,
    ProjectIndexFactory,
)
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_of, reviewer, signed_in, translator

pytestmark = pytest.mark.django_db

DESK = "/admin/translations/"
OLD = timezone.now() - timedelta(weeks=3, hours=1)


@pytest.fixture
def maria():
    return translator("fr")


@pytest.fixture
def desk(maria):
    """``desk(state="missing")``: the desk with some filters, as HTML."""
    client = signed_in(maria)

    def desk(**filters) -> BeautifulSoup:
        response = client.get(DESK, filters)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return desk


def titles(desk: BeautifulSoup) -> list[str]:
    return [cell.text for cell in desk.select("table.desk tbody th")]


def options(desk: BeautifulSoup, name: str) -> dict[str, str]:
    """The values of a filter, by what people read."""
    return {option.text: option["value"] for option in desk.select(f"[name={name}] option")}


# Filters


def test_language_and_state_are_asked_of_the_same_lane(desk):
    translate(ContentFactory(title_en="French only"), "fr")
    translate(ContentFactory(title_en="Spanish only"), "es")
    assert titles(desk(language="fr", state="up_to_date")) == ["French only"]


def test_filter_by_language_keeps_the_other_languages_in_sight(desk):
    page = ContentFactory(title_en="French only")
    translate(page, "fr")
    row = desk(language="fr", state="up_to_date").select_one("table.desk tbody tr")
    assert [a.text for a in row.select(".desk-state")] == ["Up to date", "Missing"]


def test_what_is_to_be_translated_is_one_choice(desk):
    for state in State:
        page = ContentFactory(title_en=state.value)
        Translation.objects.of(page).update(state=state)
    shown = {title for title in titles(desk(state="to_do")) if title in State.values}
    assert shown == {"missing", "in_progress", "outdated"}


def test_page_types_are_types(desk):
    ProjectFactory(title_en="A project")
    chosen = options(desk(), "type")
    assert titles(desk(type=chosen["Project"])) == ["A project"]


def test_section_shows_the_pages_below_it_and_nothing_else(desk):
    ProjectFactory(title_en="A project", parent=ProjectIndexFactory(title_en="Projects"))
    ContentFactory(title_en="About us")
    OrganisationFactory(name_en="Street Law")
    chosen = options(desk(), "section")
    assert sorted(titles(desk(section=chosen["– Projects"]))) == ["A project", "Projects"]


def test_page_with_a_similar_path_is_not_below_a_section(desk):
    first = ContentFactory(title_en="First")
    ContentFactory(title_en="Below", parent=first)
    ContentFactory(title_en="Second")
    assert sorted(titles(desk(section=first.pk))) == ["Below", "First"]


def test_draft_pages_are_no_sections(desk):
    secret = ContentFactory(title_en="Secret", live=False, parent=HomeFactory())
    ContentFactory(title_en="Below", parent=secret)
    assert not any("Secret" in name for name in options(desk(), "section"))


@pytest.mark.parametrize(("asked", "found"), [("me", ["Mine"]), ("nobody", ["Free"])])
def test_assignee_can_be_asked_for(desk, maria, asked, found):
    for title, person in (("Mine", maria), ("Free", None), ("Hers", reviewer("fr"))):
        Translation.objects.of(ContentFactory(title_en=title)).update(assignee=person)
    shown = titles(desk(assignee=asked))
    assert [title for title in shown if title in {"Mine", "Free", "Hers"}] == found


def test_person_can_be_asked_for_by_name(desk):
    claire = reviewer("fr")
    claire.first_name, claire.last_name = "Claire", "Martin"
    claire.save()
    Translation.objects.of(ContentFactory(title_en="Hers")).update(assignee=claire)
    assert titles(desk(assignee=options(desk(), "assignee")["Claire Martin"])) == ["Hers"]


def test_only_those_who_translate_are_offered_as_assignees(desk, maria, django_user_model):
    django_user_model.objects.create_user("visitor")
    django_user_model.objects.create_user("gone", is_superuser=True, is_active=False)
    assert {maria.username} <= options(desk(), "assignee").keys()
    assert not {"visitor", "gone"} & options(desk(), "assignee").keys()


def test_person_who_has_left_can_be_asked_for_while_lanes_are_theirs(desk, django_user_model):
    gone = django_user_model.objects.create_user("gone", is_active=False)
    Translation.objects.of(ContentFactory(title_en="Orphan")).update(assignee=gone)
    assert titles(desk(assignee=options(desk(), "assignee")["gone"])) == ["Orphan"]


def test_what_is_not_asked_for_has_its_words_in_each_language():
    content = signed_in(translator("fr", language="fr")).get(DESK).content.decode()
    options = BeautifulSoup(content, "html.parser").select(".desk-filter select > :first-child")
    assert [option.text for option in options] == [
        "Toutes les langues",
        "Tous les états",
        "Tous les types",
        "Tout le site",
        "Peu importe à qui",
    ]


@pytest.mark.parametrize("name", ["section", "assignee", "order"])
def test_unknown_value_shows_everything(desk, name):
    ContentFactory(title_en="About us")
    assert "About us" in titles(desk(**{name: "99999999999999999999"}))


def test_empty_desk_says_when_something_will_come(empty_site, desk):
    assert "published in English" in desk().select_one(".desk-empty").text


def test_nothing_found_leads_back_to_everything(desk):
    assert desk(q="no such thing").select_one(".desk-empty a")["href"] == DESK


# Order


def need(title: str, words: int, publicity: int = 1, weeks: int = 0) -> None:
    """A page whose French says so; its Spanish is done."""
    page = ContentFactory(title_en=title)
    since = timezone.now() - timedelta(weeks=weeks)
    Translation.objects.of(page).update(state="up_to_date", words_left=0)
    Translation.objects.of(page).filter(language="fr").update(
        state="outdated", words_left=words, publicity=publicity, state_since=since
    )


def pages(desk: BeautifulSoup) -> list[str]:
    return [title for title in titles(desk) if title in {"One", "Two", "Three"}]


def test_public_pages_need_most_and_drafts_least(desk):
    need("One", words=100, publicity=0)
    need("Two", words=10, publicity=2)
    need("Three", words=9, publicity=3)
    assert pages(desk()) == ["Three", "Two", "One"]


def test_public_pages_come_first_when_nothing_is_left_to_do(desk):
    need("One", words=0, publicity=1)
    need("Two", words=0, publicity=3)
    assert pages(desk()) == ["Two", "One"]


def test_what_has_waited_longest_comes_first_among_equals(desk):
    need("One", words=5, weeks=1)
    need("Two", words=5, weeks=3)
    assert pages(desk()) == ["Two", "One"]


def test_need_is_that_of_the_language_asked_for(desk):
    need("One", words=5)
    need("Two", words=3)
    two = Translation.objects.get(title="Two", language="es")
    Translation.objects.filter(pk=two.pk).update(words_left=50, state="missing")
    assert pages(desk()) == ["Two", "One"]
    assert pages(desk(language="fr")) == ["One", "Two"]


def test_age_sorts_by_what_waits_and_leaves_what_is_done_for_last(desk):
    need("One", words=5, weeks=1)
    need("Two", words=1, weeks=4)
    Translation.objects.filter(title="One", language="es").update(state_since="2001-01-01T00:00Z")
    assert pages(desk(order="age")) == ["Two", "One"]
    assert pages(desk(order="-age")) == ["One", "Two"]


def test_titles_sort_without_regard_to_capitals(desk):
    for title in ("beta", "Alpha", "Gamma"):
        ContentFactory(title_en=title)
    shown = [
        title for title in titles(desk(order="-title")) if title[1:] in {"eta", "lpha", "amma"}
    ]
    assert shown == ["Gamma", "beta", "Alpha"]


def test_head_of_a_column_turns_the_order_round_and_keeps_the_filter(desk):
    ContentFactory()
    head = desk(order="title", language="fr").select_one("[aria-sort] a")
    assert (head.parent["aria-sort"], head["href"]) == (
        "ascending",
        "?order=-title&language=fr",
    )


def test_cell_tells_for_how_long(desk):
    page = ContentFactory(title_en="About us")
    translate(page)
    edit(page, title_en="About our movement")
    Translation.objects.of(page).update(state_since=OLD)
    cell = desk(state="outdated").select_one("table.desk tbody td:nth-of-type(2)")
    assert "Outdated" in cell.text
    assert "for 3\xa0weeks" in cell.text


# Totals


def test_each_part_of_a_bar_leads_to_what_it_counts(desk):
    translate(ContentFactory(title_en="About us"), "es")
    parts = desk(q="About").select(".desk-totals > li:nth-of-type(2) .desk-bar a")
    assert [part["href"] for part in parts] == ["?q=About&language=es&state=up_to_date"]


def test_parts_of_a_bar_fill_it_and_none_is_too_small_to_see():
    page = ContentFactory()
    OrganisationFactory.create_batch(9)
    lanes.save_draft(page, "fr", {"title": "À propos"})
    french = totals(Translation.objects.exclude(words_left=0, state="missing"))[0]
    assert 980 <= sum(part.width for part in french.parts) <= 1000
    assert min(part.width for part in french.parts) >= 15


def test_totals_are_of_the_section_but_of_all_languages(desk):
    ContentFactory(title_en="First")
    second = ContentFactory(title_en="Second")
    translate(ContentFactory(title_en="Below", parent=second))
    shown = desk(section=second.pk, language="fr", state="missing").select(".desk-totals > li > p")
    assert ["of 2 up to date" in total.text for total in shown] == [True] * len(languages.TARGETS)


def test_lane_of_a_picture_without_text_counts_nowhere(desk):
    page = ContentFactory(title_en="About us")
    Translation.objects.of(page).update(segments=[], words_left=0, state="missing")
    assert "About us" not in titles(desk())
    assert lane_of(page).words_left == 0
