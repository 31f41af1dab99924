"""The report of figures whose year is long ago."""

import csv
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from tests.factories import ContentFactory, EditorFactory, FigureFactory, ProjectFactory
from tests.translating import edit, fresh
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/figures/"


@pytest.fixture
def editor(client, settings):
    settings.FIGURES_GOOD_FOR = 5
    editor = EditorFactory(is_superuser=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    return client


def figure(years_ago: int, **values) -> dict:
    year = timezone.localdate().year - years_ago
    return {"qualifier": "none", "value": 12500, "label": "children heard", "year": year, **values}


@pytest.fixture
def page():
    page = ContentFactory(title_en="About us")
    return edit(page, body_en=[("figures", [figure(6, source="UNICEF"), figure(5)])])


def rows(client) -> list[list[str]]:
    report = BeautifulSoup(client.get(REPORT).content, "html.parser").main
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in report.select("table.listing tbody tr")
    ]


def test_figures_are_old_after_so_many_years(editor, page):
    year = str(timezone.localdate().year - 6)
    assert rows(editor) == [["About us", "12,500 children heard", year, "UNICEF"]]
    edit(page, body_en=[("figures", [figure(1)])])
    assert rows(editor) == []


def test_key_figures_of_projects_are_listed_too_the_oldest_first(editor, page):
    project = ProjectFactory(title_en="Girls")
    FigureFactory(project=project, year=timezone.localdate().year - 9)
    FigureFactory(project=project, year=None)
    assert [row[0] for row in rows(editor)] == ["Girls", "About us"]


def test_pages_that_visitors_do_not_see_are_left_out(editor, page):
    fresh(page).unpublish()
    assert rows(editor) == []


def test_report_goes_into_a_spreadsheet(editor, page):
    [row] = csv.DictReader(StringIO(b"".join(editor.get(REPORT, {"export": "csv"})).decode()))
    assert (row["Page"], row["Source"]) == ("About us", "UNICEF")


def test_report_has_the_pages_only_that_one_may_edit(editor, page):
    group = Group.objects.get(name="Editors")
    GroupPagePermission.objects.filter(group=group).update(page=ContentFactory(title_en="Other"))
    assert rows(editor) == []
    assert signed_in(translator("fr")).get(REPORT).status_code == 302


def test_report_costs_the_same_for_many_figures(editor, page):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert rows(editor)
        return len(queries)

    FigureFactory(year=2001)
    cost()
    few = cost()
    for _number in range(3):
        edit(ContentFactory(), body_en=[("figures", [figure(6), figure(7)])])
        FigureFactory(year=2001)
    assert cost() == few
