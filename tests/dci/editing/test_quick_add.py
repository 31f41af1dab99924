"""What is added most often is one click away, for those who may."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import EditorFactory, PartnerIndexFactory, ProjectIndexFactory
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db


def offered(client) -> dict[str, str]:
    home = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return {link.get_text(strip=True): link["href"] for link in home.select("#quick-add-content a")}


def test_forms_for_what_is_added_most_are_one_click_away(client):
    ProjectIndexFactory()
    PartnerIndexFactory()
    client.force_login(EditorFactory())
    found = offered(client)
    assert list(found) == ["Project", "Organisation", "Partner page", "Image", "Document"]
    assert {client.get(url).status_code for url in found.values()} == {200}


def test_projects_are_not_offered_where_they_have_no_place(client):
    client.force_login(EditorFactory())
    assert "Project" not in offered(client)


def test_translators_are_offered_nothing():
    ProjectIndexFactory()
    assert offered(signed_in(translator("fr"))) == {}
