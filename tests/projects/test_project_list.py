"""The list of the projects, as visitors see it."""

import pytest
from django.http import QueryDict
from django.utils import translation

from projects import catalogue
from projects.listing import ProjectListing
from projects.models import ProjectPage
from tests.factories import (
    ProjectFactory,
    ProjectIndexFactory,
    RegionFactory,
    RoleFactory,
    ThemeFactory,
    publish_lane,
)

pytestmark = pytest.mark.django_db


def listing(query: str = "") -> ProjectListing:
    return ProjectListing(catalogue.read(ProjectPage.objects.live()), QueryDict(query))


def titles(query: str = "") -> list[str]:
    return [project.title_en for project in listing(query).projects]


def choices(name: str, query: str = "") -> list:
    return listing(query).filter(name).choices


@pytest.fixture
def projects():
    africa = RegionFactory(name_en="Africa", sort_order=1)
    RegionFactory(name_en="Europe", sort_order=2)
    ProjectFactory(title_en="Defence for Girls", regions=[africa], start="2014", end="2014")
    ProjectFactory(title_en="Guidelines on Action", regions=[africa], end="2099")
    award = {"themes": [ThemeFactory()], "countries": ["BE", "FR"]}
    ProjectFactory(title_en="Award", end="2016", **award)
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
        ("theme=migration", ["Award"]),
        ("country=BE&theme=migration", ["Award"]),
        ("country=BE&region=africa", []),
        ("year=2014", ["Defence for Girls"]),
        ("year=2099&region=africa", ["Guidelines on Action"]),
    ],
)
def test_list_shows_the_projects_asked_for(projects, query, found):
    assert titles(query) == found
    assert listing(query).total == len(found)


@pytest.mark.parametrize(
    "query",
    [
        "region=atlantis",
        "scope=%00",
        "status=&page=last",
        "page=-1",
        "theme=1&region=1",
        "year=x&country=ZZ&partner=0",
    ],
)
def test_what_does_not_exist_is_not_asked_for(client, projects, query):
    response = client.get(f"/en/projects/?{query}")
    assert response.status_code == 200
    assert response.context["listing"].total == 3


def test_choices_say_how_many_projects_they_lead_to(projects):
    counted = {choice.code: choice.count for choice in choices("region", "status=completed")}
    assert counted == {"": 2, "africa": 1, "europe": 0}


def test_choices_keep_what_else_was_chosen(projects):
    queries = {choice.code: choice.query for choice in choices("region", "status=completed")}
    assert queries["africa"] == "status=completed&region=africa"


def test_every_choice_leads_to_as_many_projects_as_it_says(projects):
    shown = listing("region=africa")
    for one in [*shown.short_filters, *shown.long_filters]:
        assert all(listing(choice.query).total == choice.count for choice in one.choices)


def test_chosen_values_are_marked(client, projects):
    marked = [choice.code for choice in choices("region", "region=africa") if choice.is_current]
    assert marked == ["africa"]
    page = client.get("/en/projects/?region=africa").text
    assert '<a href="?region=africa" aria-current="true">Africa <small>2</small></a>' in page


def test_names_of_choices_are_no_markup(client):
    ProjectFactory(themes=[ThemeFactory(name_en="<b>Law</b> & order")])
    assert ">&lt;b&gt;Law&lt;/b&gt; &amp; order <small>" in client.get("/en/projects/").text


def test_region_is_named_in_the_language_of_the_reader_or_in_english(projects):
    region = RegionFactory(name_en="Africa")
    publish_lane(region, "fr", name="Afrique")
    with translation.override("fr"):
        labels = [choice.label for choice in choices("region")[1:]]
    assert labels == ["Afrique", '<span lang="en" dir="ltr">Europe</span>']


def test_projects_are_in_the_order_of_the_titles_that_are_read(projects):
    publish_lane(ProjectPage.objects.get(title_en="Award"), "fr", title="Prix")
    with translation.override("fr"):
        assert titles() == ["Defence for Girls", "Guidelines on Action", "Award"]


def test_list_has_twenty_projects_a_page():
    ProjectFactory.create_batch(21)
    assert [len(titles()), len(titles("page=2"))] == [20, 1]


def test_projects_of_an_organisation_are_chosen_once_each(projects):
    award = ProjectPage.objects.get(title_en="Award")
    partner = RoleFactory(project=award).organisation
    RoleFactory(project=award, organisation=partner, role="funder")
    assert titles(f"partner={partner.pk}") == ["Award"]
    found = [(str(choice.label), choice.count) for choice in choices("partner")[1:]]
    assert found == [(partner.name_en, 1)]


def test_long_filters_offer_only_what_leads_to_a_project(projects):
    assert [choice.code for choice in choices("country", "region=africa")] == [""]
    assert [one.name for one in listing().long_filters] == ["theme", "country", "year"]


def test_countries_are_in_the_order_of_the_reader_s_language(projects):
    ProjectFactory(countries=["DE", "BE"])
    with translation.override("fr"):
        labels = [str(choice.label) for choice in choices("country")[1:]]
    assert labels == ["Allemagne", "Belgique", "France"]


def test_same_choice_is_there_as_data(client, projects):
    data = client.get("/fr/projects/?region=africa&format=json").json()
    assert [row["title"] for row in data["projects"]] == [
        "Defence for Girls",
        "Guidelines on Action",
    ]
    row = data["projects"][0]
    assert (row["language"], row["start"], row["regions"]) == ("en", "2014", ["africa"])
    assert row["address"].startswith("http://localhost/fr/projects/")


def test_spreadsheet_has_all_rows_and_runs_none_of_them(client, projects):
    ProjectFactory(title_en="=HYPERLINK(1)")
    ProjectFactory.create_batch(21)
    response = client.get("/en/projects/?format=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3 + 22
    assert any(line.startswith("'=HYPERLINK") for line in lines)


def test_data_cost_the_same_for_many_projects(client, django_assert_max_num_queries):
    parent = ProjectIndexFactory()
    for number in (2, 20):
        for project in ProjectFactory.create_batch(number, parent=parent):
            RoleFactory(project=project)
        with django_assert_max_num_queries(14):
            client.get("/en/projects/?format=json")


def test_links_to_other_pages_keep_the_choice(projects):
    assert listing("region=africa&page=1").page_query == "region=africa&"


@pytest.mark.parametrize("number", [2, 40])
def test_list_costs_four_queries(number, django_assert_num_queries):
    parent, region = ProjectIndexFactory(), RegionFactory()
    for project in ProjectFactory.create_batch(number, parent=parent, regions=[region]):
        RoleFactory(project=project)
    with django_assert_num_queries(4):
        shown = listing()
        assert all(project.regions_shown for project in shown.projects)
        assert [*shown.short_filters, *shown.long_filters]
