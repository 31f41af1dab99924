"""What is typed into the lists of the admin."""

import pytest

from tests.factories import ContentFactory, EditorFactory

pytestmark = pytest.mark.django_db

TYPED = ['"About', '15" {wide}', '""', '"{', "AND", "a* OR (b", "title:x", "50 % 's", "\\ ^ -"]
LISTS = ["pages/", "images/", "documents/", "choose-page/search/", "images/chooser/results/"]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("typed", TYPED)
def test_signs_of_the_database_are_words(client, address, typed):
    client.force_login(EditorFactory())
    assert client.get(f"/admin/{address}", {"q": typed}).status_code == 200


def test_title_in_quotes_is_found(client):
    client.force_login(EditorFactory())
    ContentFactory(title_en="Together for Justice")
    ContentFactory(title_en="Another page")
    for typed in ('"Together for Justice"', '"Together', "Together"):
        found = client.get("/admin/pages/", {"q": typed, "search_all": "1"}).content.decode()
        assert "Together for Justice" in found
        assert "Another page" not in found
