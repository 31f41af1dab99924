"""What programs can read, which is what docs/data.md says and nothing that is not public."""

import re
from pathlib import Path

import pytest
from wagtail.models import PageViewRestriction

from dci.models import SitePage
from tests.factories import (
    OrganisationFactory,
    PartnerFactory,
    RelationshipFactory,
    RoleFactory,
)
from tests.translating import edit, fresh

pytestmark = pytest.mark.django_db

TABLES = (Path(__file__).parents[3] / "docs/data.md").read_text().split("\n## ")


def documented(name: str) -> set[str]:
    """The fields of a table in the document."""
    table = next(table for table in TABLES if table.lower().startswith(name))
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return {field for cell in cells for field in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize(("name", "number"), [("projects", 14), ("documents", 10)])
def test_rows_have_the_fields_that_are_documented(starter_site, client, name, number):
    data = client.get(f"/fr/data/{name}.json").json()
    assert data["language"] == "fr"
    assert len(data[name]) == number
    assert all(row.keys() == documented(name) for row in data[name])


def test_organisations_are_those_that_pages_show(starter_site, client):
    OrganisationFactory(name_en="Of no page")
    rows = client.get("/fr/data/organisations.json").json()["organisations"]
    names = {row["name"] for row in rows}
    assert "Of no page" not in names
    unicef = next(row for row in rows if row["acronym"] == "UNICEF")
    assert unicef["page"].endswith("/fr/partenaires/unicef/")
    assert all(row.keys() == documented("organisations") for row in rows)


def test_organisation_of_a_private_or_unpublished_page_is_not_there(client):
    page = edit(PartnerFactory(organisation=OrganisationFactory(name_en="Hidden")))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/en/data/organisations.json").json()["organisations"] == []
    restriction.delete()
    assert len(client.get("/en/data/organisations.json").json()["organisations"]) == 1
    fresh(page).unpublish()
    assert client.get("/en/data/organisations.json").json()["organisations"] == []


def test_relationships_are_those_of_organisations_with_a_page(client):
    row = RelationshipFactory()
    edit(RoleFactory(organisation=row.organisation).project)
    page = edit(PartnerFactory(organisation=row.organisation))
    [known] = client.get("/en/data/organisations.json").json()["organisations"]
    assert [one["with"] for one in known["relationships"]] == [row.other.name_en]
    fresh(page).unpublish()
    [known] = client.get("/en/data/organisations.json").json()["organisations"]
    assert known["relationships"] == []


def test_projects_and_documents_of_private_pages_are_not_there(starter_site, client):
    projects = SitePage.objects.get(slug="projects")
    PageViewRestriction.objects.create(page=projects, restriction_type="login")
    assert client.get("/en/data/projects.json").json()["projects"] == []
    assert client.get("/en/data/documents.json").json()["documents"] == []


def test_filters_of_the_list_narrow_the_data(starter_site, client):
    rows = client.get("/en/data/projects.json?region=africa").json()["projects"]
    assert len(rows) == 4
    assert all("africa" in row["regions"] for row in rows)


def test_data_cost_a_few_queries(starter_site, client, django_assert_max_num_queries):
    for name in ("projects", "organisations", "documents"):
        with django_assert_max_num_queries(12):
            client.get(f"/es/data/{name}.json")


def test_nothing_can_be_written(client):
    assert client.post("/en/data/projects.json", {}).status_code == 405
