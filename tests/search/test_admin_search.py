"""What is typed into the lists of the admin."""

import pytest

from tests import databases
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


@pytest.mark.skipif(bool(databases.POSTGRES), reason="PostgreSQL finds the ranks of all at once")
def test_many_matches_are_listed_in_their_own_order(client, monkeypatch):
    client.force_login(EditorFactory())
    first, second = (ContentFactory(title_en=f"Justice {n * 'justice '}") for n in (1, 9))
    asked = {"q": "justice", "search_all": "1"}
    few = [page.pk for page in client.get("/admin/pages/", asked).context["pages"]]
    monkeypatch.setattr("dci.search.few_ranked.MOST_RANKED", 1)
    many = [page.pk for page in client.get("/admin/pages/", asked).context["pages"]]
    assert (few, many) == ([second.pk, first.pk], [first.pk, second.pk])
