"""The page explorer: columns that matter, filters, and a constant number of queries."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, PagePermissionTester

from dci.models import SitePage
from dci.upkeep.models import Upkeep
from tests.factories import (
    ContentFactory,
    EditorFactory,
    HomeFactory,
    ProjectFactory,
    ProjectIndexFactory,
    RegionFactory,
)
from tests.translating import edit, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    editor = EditorFactory(is_superuser=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    return client


@pytest.fixture
def home():
    return HomeFactory()


def listing(client, parent, **query) -> BeautifulSoup:
    answer = client.get(f"/admin/pages/{parent.pk}/", query)
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def rows(client, parent, **query) -> dict[str, str]:
    """What the list says of each page, by title."""
    return {
        row.select_one(".title-wrapper").get_text(" ", strip=True): row.get_text(" ", strip=True)
        for row in listing(client, parent, **query).select("table.listing tbody tr")
    }


def columns(client, parent, **query) -> list[str]:
    heads = listing(client, parent, **query).select("table.listing thead th")
    return [head.get_text(" ", strip=True) for head in heads]


def test_list_tells_the_length_and_when_to_look_again(editor, home):
    page = ContentFactory(title_en="About us", parent=home)
    edit(page, body_en=[("text", "<p>Every child is heard.</p>")])
    Upkeep.objects.create(page=page, due="2027-03-01")
    ContentFactory(title_en="Not yet", parent=home, live=False)
    said = rows(editor, home)
    assert "1 March 2027 6 FR Missing" in said["About us"]
    assert "status: draft" in said["Not yet"]


def test_below_the_list_of_projects_is_what_tells_them_apart(editor):
    project = ProjectFactory(title_en="Girls", regions=[RegionFactory()], start="2013", end="2015")
    index = project.get_parent()
    assert "Africa completed" in rows(editor, index)["Girls"]
    assert "Type" not in columns(editor, index)
    assert "Region" in columns(editor, index)


def test_elsewhere_and_in_the_whole_tree_it_is_not(editor, home):
    index = ProjectIndexFactory(parent=home)
    ContentFactory(title_en="About us", parent=home)
    assert "Region" not in columns(editor, home)
    everywhere = {"q": "About", "search_all": "1"}
    assert "Region" not in columns(editor, index, **everywhere)
    assert list(rows(editor, index, **everywhere)) == ["About us"]


def test_international_projects_are_sorted_before_regional_ones(editor):
    ProjectFactory(title_en="Girls", regions=[RegionFactory()])
    index = ProjectFactory(title_en="Study").get_parent()
    assert list(rows(editor, index, ordering="projectpage__scope")) == ["Study", "Girls"]
    assert list(rows(editor, index, ordering="-projectpage__scope")) == ["Girls", "Study"]


@pytest.fixture
def pages(home):
    done, changed = (ContentFactory(title_en=name, parent=home) for name in ("Done", "Changed"))
    ContentFactory(title_en="Draft", parent=home, live=False)
    for page in (done, changed):
        translate(page, "fr")
        translate(page, "es")
    edit(changed, title_en="Changed twice")
    edit(changed, publish=False, title_en="Changed thrice")
    Upkeep.objects.create(page=done, due=timezone.localdate())


@pytest.mark.parametrize("search", [{}, {"q": "Changed"}])
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"publication": "live"}, {"Done", "Changed thrice"}),
        ({"publication": "changed"}, {"Changed thrice"}),
        ({"publication": "draft"}, {"Draft"}),
        ({"lanes": "outdated"}, {"Changed thrice"}),
        ({"lanes": "up_to_date"}, {"Done"}),
        ({"when": "now"}, {"Done"}),
        (
            {"publication": "x", "lanes": "\x00", "when": "9" * 300},
            {"Done", "Changed thrice", "Draft"},
        ),
    ],
)
def test_list_is_narrowed_also_while_searching(editor, home, pages, query, found, search):
    wanted = {title for title in found if search.get("q", "") in title}
    assert set(rows(editor, home, **query, **search)) == wanted


@pytest.mark.parametrize("query", [{}, {"q": "project"}, {"lanes": "missing"}])
def test_list_costs_the_same_for_many_pages(editor, query):
    index = ProjectIndexFactory()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(editor, index, **query)) > 0
        return len(queries)

    def add(number: int) -> None:
        for project in ProjectFactory.create_batch(number, regions=[RegionFactory()]):
            Upkeep.objects.create(page=project, due=timezone.localdate())

    add(3)
    cost()
    few = cost()
    add(7)
    assert cost() == few


@pytest.mark.parametrize(
    "may", [["change"], ["change", "publish"], ["add"], ["add", "publish"], []]
)
@pytest.mark.parametrize("others", [True, False])
@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("has_child", [True, False])
def test_who_may_delete_a_page_is_as_wagtail_has_it(home, may, others, live, has_child):
    editor = EditorFactory(is_superuser=False)
    group = Group.objects.create(name="These")
    editor.groups.add(group)
    for right in Permission.objects.filter(codename__in=[f"{one}_sitepage" for one in may]):
        GroupPagePermission.objects.create(group=group, page=home, permission=right)
    page = ContentFactory(parent=home, owner=None if others else editor, live=live)
    if has_child:
        ContentFactory(parent=page, owner=editor, live=False)
    page = SitePage.objects.get(pk=page.pk)
    for ignore_bulk in (True, False):
        expected = PagePermissionTester(editor, page).can_delete(ignore_bulk)
        assert page.permissions_for_user(editor).can_delete(ignore_bulk) == expected


def test_the_root_of_the_tree_has_a_name_in_every_language(client, home):
    client.force_login(EditorFactory(language="fr"))
    heading = listing(client, home.get_parent()).h1.get_text(" ", strip=True)
    assert heading.endswith("Pages")
