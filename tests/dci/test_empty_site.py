"""A site without content: what visitors get, and how the first page takes its place."""

import pytest
from wagtail.models import Site

from dci.models import HomePage, SitePage
from tests.admin import Form
from tests.factories import EditorFactory

pytestmark = pytest.mark.usefixtures("empty_site")


@pytest.fixture
def root():
    return SitePage.get_first_root_node()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_visitors_are_told_that_there_is_nothing_yet(client, language):
    answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    assert 'href="/admin/"' in answer.content.decode()


@pytest.fixture(params=["en", "fr"])
def new_home(client, root, request):
    """The form for the home page, filled in by somebody whose admin speaks one language."""
    client.force_login(EditorFactory(language=request.param))
    form = Form(client, f"/admin/pages/add/dci/homepage/{root.pk}/")
    form["title_en"] = "Home"  # its slug is that of the page before
    return form


def test_first_home_page_takes_the_place_of_the_welcome(client, new_home, root):
    new_home.send("action-publish")
    home = HomePage.objects.get()
    assert Site.objects.get().root_page_id == home.pk
    assert [page.pk for page in root.get_children()] == [home.pk]
    assert b"<h1>Home</h1>" in client.get("/en/").content


def test_draft_of_a_home_page_leaves_the_site_as_it_was(new_home, root):
    new_home.send()
    assert Site.objects.get().root_page.specific_class is SitePage
    assert root.get_children().count() == 2


def test_home_page_is_at_the_top_of_the_tree_only(root):
    assert HomePage.can_create_at(root)
    assert not HomePage.can_create_at(Site.objects.get().root_page)


def test_page_that_was_never_saved_is_previewed(client, new_home):
    address = f"{new_home.url}preview/"
    assert client.post(address, new_home.data).json() == {"is_valid": True, "is_available": True}
    shown = client.get(address, {"mode": "en"}).content.decode()
    assert "<h1>Home</h1>" in shown
