"""All projects in the admin: found, chosen from, and taken along as a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dci.upkeep.models import Upkeep
from projects.models import ProjectPage
from tests.factories import EditorFactory, ProjectFactory, RegionFactory, ThemeFactory
from tests.translating import translate
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
LIST = "/admin/project_list/"


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def africa():
    return RegionFactory(name_en="Africa", slug="africa")


@pytest.fixture
def projects(africa):
    girls = ProjectFactory(title_en="Defence for Girls", regions=[africa], start="2013", end="2015")
    ProjectFactory(title_en="Global Study", acronym="=1+1", start="2014-03")
    Upkeep.objects.create(page=girls, due="2027-03-01")
    translate(girls)


def titles(client, **query) -> list[str]:
    page = BeautifulSoup(client.get(LIST, query).content, "html.parser")
    return [cell.a.get_text(strip=True) for cell in page.select("td.title .title-wrapper")]


def test_all_projects_are_in_one_list_by_title(editor, projects):
    assert titles(editor) == ["Defence for Girls", "Global Study"]


def test_list_tells_scope_region_progress_and_translations(editor, projects):
    page = BeautifulSoup(editor.get(LIST).content, "html.parser")
    row = page.select_one("main tbody tr").get_text(" ", strip=True)
    for said in ("regional", "Africa", "completed", "FR Up to date", "ES Missing", "1 March 2027"):
        assert said in row


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"scope": "regional"}, ["Defence for Girls"]),
        ({"status": "completed"}, ["Defence for Girls"]),
        ({"status": "planned"}, []),
        ({"q": "study"}, ["Global Study"]),
        (
            {"status": "nonsense", "regions": "x", "countries": "0"},
            ["Defence for Girls", "Global Study"],
        ),
    ],
)
def test_list_is_narrowed(editor, projects, query, found):
    assert titles(editor, **query) == found


def test_list_is_narrowed_by_region_theme_and_country(editor, projects, africa):
    theme = ThemeFactory()
    project = ProjectFactory(title_en="Courts", countries=["BE", "ML"])
    project.themes.add(theme)
    project.save()
    assert titles(editor, regions=africa.pk) == ["Defence for Girls"]
    assert titles(editor, themes=theme.pk) == ["Courts"]
    assert titles(editor, countries="ML") == ["Courts"]


def test_list_goes_into_a_spreadsheet_in_the_language_of_the_admin(projects, client):
    client.force_login(EditorFactory(language="fr"))
    answer = client.get(LIST, {"export": "csv"})
    rows = list(csv.DictReader(StringIO(b"".join(answer).decode())))
    assert [row["Titre"] for row in rows] == ["Defence for Girls", "Global Study"]
    assert (rows[0]["Début"], rows[0]["État"]) == ("2013", "achevé")
    assert rows[1]["Sigle"] == "'=1+1"


def test_spreadsheet_has_what_was_chosen(editor, projects):
    answer = editor.get(LIST, {"export": "xlsx", "scope": "regional"})
    sheet = load_workbook(BytesIO(b"".join(answer))).active
    assert [row[0] for row in sheet.values] == ["Title", "Defence for Girls"]


@pytest.mark.parametrize("asked", [{}, {"export": "csv"}])
def test_list_costs_the_same_for_many_projects(editor, projects, africa, asked):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            b"".join(editor.get(LIST, asked))
        return len(queries)

    cost()  # what a process asks for once
    few = cost()
    for _number in range(5):
        translate(ProjectFactory(regions=[africa]))
    assert cost() <= few


def test_list_is_not_for_translators(projects):
    assert signed_in(translator("fr")).get(LIST).status_code == 302


def test_characters_that_no_spreadsheet_holds_break_none(editor, projects):
    ProjectPage.objects.update(title_en="Defence\x0bfor\x1bGirls")
    sheet = load_workbook(BytesIO(b"".join(editor.get(LIST, {"export": "xlsx"})))).active
    assert sheet["A2"].value == "Defence for Girls"


@pytest.mark.parametrize("above", ["abc", "\x00", "9" * 30, "999999"])
def test_all_of_a_list_that_is_not_there_are_none(editor, projects, above):
    address = "/admin/bulk/dci/sitepage/publish/"
    assert editor.get(address, {"id": "all", "childOf": above}).status_code < 500
