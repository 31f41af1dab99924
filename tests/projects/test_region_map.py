"""Where the movement works: a list of its regions, and a map that shows the same."""

import re

import pytest
from bs4 import BeautifulSoup

from projects.region_map import drawing, region_map
from tests.factories import HomeFactory, ProjectFactory, RegionFactory, publish_lane


@pytest.fixture
def africa(db):
    return RegionFactory(name_en="Africa", slug="africa", desk_en="Sierra Leone")


def home(client, language="en"):
    page = HomeFactory._meta.model.objects.get()
    return BeautifulSoup(client.get(page.address(language)).content, "html.parser")


def listed(soup):
    """The entries of the list: name, address, "2 projects"."""
    entries = soup.select(".regions li")
    return [(li.a.text, li.a["href"], " ".join(li.span.text.split())) for li in entries]


def test_regions_lead_to_their_projects_with_counts(client, africa):
    ProjectFactory(regions=[africa])
    ProjectFactory(regions=[africa])
    ProjectFactory()
    assert listed(home(client)) == [
        ("Africa", "/en/projects/?region=africa", "2 projects"),
        ("International", "/en/projects/?scope=international", "1 project"),
    ]


def test_map_leads_to_where_the_list_leads(client, africa):
    ProjectFactory(regions=[africa])
    soup = home(client)
    assert soup.select_one(".region-map a")["href"] == soup.select_one(".regions a")["href"]
    assert soup.select_one(".region-map")["aria-hidden"] == "true"


def test_region_is_named_in_the_readers_language_or_marked(client, africa):
    ProjectFactory(regions=[africa])
    publish_lane(HomeFactory._meta.model.objects.get(), "fr", title="Accueil")
    assert home(client, "fr").select_one(".regions a")["lang"] == "en"
    publish_lane(africa, "fr", name="Afrique")
    assert home(client, "fr").select_one(".regions a").text == "Afrique"


@pytest.mark.parametrize("live", [True, False])
def test_regions_without_public_projects_are_left_out(client, africa, live):
    ProjectFactory(regions=[africa], live=live)
    RegionFactory(name_en="Europe", slug="europe")
    assert [name for name, *_ in listed(home(client))] == (["Africa"] if live else [])


def test_region_that_is_not_drawn_is_in_the_list(client, africa):
    ProjectFactory(regions=[RegionFactory(name_en="Pacific", slug="pacific")])
    soup = home(client)
    assert [name for name, *_ in listed(soup)] == ["Pacific"]
    assert soup.select(".region-map a") == []


@pytest.mark.django_db
def test_home_page_without_projects_has_no_map(client):
    HomeFactory()
    assert home(client).select(".region-map, .regions") == []


@pytest.mark.parametrize("projects", [1, 5])
def test_map_costs_four_queries_whatever_there_is_on_it(
    africa, django_assert_num_queries, projects
):
    for _ in range(projects):
        ProjectFactory(regions=[africa])
    with django_assert_num_queries(4):
        assert region_map().regions[0].project_count == projects


def test_drawing_stays_on_its_sheet():
    drawn = drawing()
    assert max(map(int, re.findall(r"M0 (\d+)h", drawn["rules"]))) < drawn["height"]
    for region in drawn["regions"].values():
        x, y = region["desk"]
        assert 0 < x < drawn["width"]
        assert 0 < y < drawn["height"]
