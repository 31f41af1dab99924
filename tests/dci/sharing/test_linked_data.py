"""What search engines are told a page is about."""

import json

import pytest
from bs4 import BeautifulSoup

from tests.factories import (
    ContentFactory,
    HomeFactory,
    ProjectFactory,
    RoleFactory,
    SettingsFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(client):
    """What the page at ``path`` says, by type."""

    def said(path: str) -> dict[str, dict]:
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        data = json.loads(soup.find("script", type="application/ld+json").string)
        return {one["@type"]: one for one in data["@graph"]}

    return said


def test_home_page_is_that_of_an_organisation(said):
    HomeFactory()
    SettingsFactory(acronym_en="DCI")
    organisation = said("/en/")["NGO"]
    assert organisation["name"] == "Defence for Children International"
    assert organisation["alternateName"] == ["DCI"]
    assert "telephone" not in organisation


def test_project_says_who_when_and_where(said):
    project = ProjectFactory(title_en="Award", slug="award", start="2014-03", end="2016")
    RoleFactory(project=project, role="funder", organisation__name_en="Lottery")
    told = said("/en/projects/award/")["Project"]
    assert (told["foundingDate"], told["dissolutionDate"]) == ("2014-03", "2016")
    assert told["funder"][0]["name"] == "Lottery"


def test_only_what_has_a_place_and_a_day_is_an_event(said):
    ProjectFactory(slug="one", place_en="Paris", start="2018-05-28", end="2018-05-30")
    ProjectFactory(slug="two", place_en="Paris", start="2018-05", end="2018-05")
    event = said("/en/projects/one/")["Event"]
    assert (event["startDate"], event["location"]["name"]) == ("2018-05-28", "Paris")
    assert "Event" not in said("/en/projects/two/")


def test_breadcrumbs_lead_from_the_home_page_to_the_page(said):
    ContentFactory(
        title_en="Below", slug="below", parent=ContentFactory(title_en="About", slug="about")
    )
    items = said("/fr/about/below/")["BreadcrumbList"]["itemListElement"]
    assert [item["name"] for item in items][1:] == ["About", "Below"]
    assert items[-1]["item"] == "http://localhost/en/about/below/"


def test_title_does_not_end_the_script(client, said):
    ContentFactory(title_en="</script><b>x", slug="x")
    items = said("/en/x/")["BreadcrumbList"]["itemListElement"]
    assert items[-1]["name"] == "</script><b>x"
    assert b"</script><b>" not in client.get("/en/x/").content
