"""The list of the projects, as visitors see it."""

import pytest
from django.http import QueryDict
from django.utils import translation

from projects.listing import ProjectListing
from projects.models import ProjectPage
from tests.factories import ProjectFactory, ProjectIndexFactory, RegionFactory, publish_lane

pytestmark = pytest.mark.django_db


def listing(query: str = "") -> ProjectListing:
    return ProjectListing(ProjectPage.objects.live(), QueryDict(query))


def titles(query: str = "") -> list[str]:
    return [project.title_en for project in listing(query).projects]


@pytest.fixture
def projects():
    africa = RegionFactory(name_en="Africa", sort_order=1)
    RegionFactory(name_en="Europe", sort_order=2)
    ProjectFactory(title_en="Defence for Girls", regions=[africa], start="2014", end="2014")
    ProjectFactory(title_en="Guidelines on Action", regions=[africa], end="2099")
    ProjectFactory(title_en="Award", end="2016")
    ProjectFactory(title_en="A draft", live=False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Award", "Defence for Girls", "Guidelines on Action"]),
        ("scope=international", ["Award"]),
        ("region=africa", ["Defence for Girls", "Guidelines on Action"]),
        ("region=africa&status=ongoing", ["Guidelines on Action"]),
        ("region=europe", []),
        ("status=completed", ["Award", "Defence for Girls"]),
    ],
)
def test_list_shows_the_projects_asked_for(projects, query, found):
    assert titles(query) == found
    assert listing(query).total == len(found)


@pytest.mark.parametrize(
    "query", ["region=atlantis", "scope=%00", "status=&page=last", "page=-1", "theme=1&region=1"]
)
def test_what_does_not_exist_is_not_asked_for(client, projects, query):
    response = client.get(f"/en/projects/?{query}")
    assert response.status_code == 200
    assert response.context["listing"].total == 3


def test_choices_say_how_many_projects_they_lead_to(projects):
    counted = {str(choice.label): choice.count for choice in listing("status=completed").regions}
    assert counted == {"All": 2, "Africa": 1, "Europe": 0}


def test_choices_keep_what_else_was_chosen(projects):
    queries = {choice.code: choice.query for choice in listing("status=completed").regions}
    assert queries["africa"] == "status=completed&region=africa"


def test_every_choice_leads_to_as_many_projects_as_it_says(projects):
    shown = listing("region=africa")
    for choice in [*shown.scopes, *shown.regions, *shown.statuses]:
        assert listing(choice.query).total == choice.count


def test_chosen_values_are_marked(projects):
    marked = [choice.code for choice in listing("region=africa").regions if choice.is_current]
    assert marked == ["africa"]


def test_region_is_named_in_the_language_of_the_reader_or_in_english(projects):
    region = RegionFactory(name_en="Africa")
    publish_lane(region, "fr", name="Afrique")
    with translation.override("fr"):
        labels = [(choice.label.text, choice.label.language) for choice in listing().regions[1:]]
    assert labels == [("Afrique", "fr"), ("Europe", "en")]


def test_projects_are_in_the_order_of_the_titles_that_are_read(projects):
    publish_lane(ProjectPage.objects.get(title_en="Award"), "fr", title="Prix")
    with translation.override("fr"):
        assert titles() == ["Defence for Girls", "Guidelines on Action", "Award"]


def test_list_has_twenty_projects_a_page():
    ProjectFactory.create_batch(21)
    assert [len(titles()), len(titles("page=2"))] == [20, 1]


def test_links_to_other_pages_keep_the_choice(projects):
    assert listing("region=africa&page=1").page_query == "region=africa&"


@pytest.mark.parametrize("number", [2, 40])
def test_list_costs_five_queries(number, django_assert_num_queries):
    parent, region = ProjectIndexFactory(), RegionFactory()
    ProjectFactory.create_batch(number, parent=parent, regions=[region])
    with django_assert_num_queries(5):
        shown = listing()
        assert all(project.regions_shown for project in shown.projects)
        assert [*shown.regions, *shown.scopes, *shown.statuses]
