"""The desk's list as a file."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from dci.translation.models import Translation
from tests.factories import ContentFactory, EditorFactory, OrganisationFactory
from tests.translating import translate
from tests.translation.at_the_desk import lane_url, signed_in, translator

pytestmark = pytest.mark.django_db

FILE = "/admin/translations/translations."


def table(content: bytes, extension: str) -> list[list[str]]:
    if extension == "csv":
        return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    rows = load_workbook(BytesIO(content)).active.iter_rows()
    return [[str(cell.value) if cell.value is not None else "" for cell in row] for row in rows]


def lines(extension="csv", person=None, **filters) -> list[list[str]]:
    response = signed_in(person or translator("fr")).get(f"{FILE}{extension}", filters)
    assert response.status_code == 200
    return table(response.content, extension)


both = pytest.mark.parametrize("extension", ["csv", "xlsx"])


@both
def test_file_has_a_line_for_each_lane(extension):
    page = ContentFactory(title_en="About us")
    Translation.objects.of(page).update(state_since="2026-03-01T12:00Z")
    head, french, spanish = lines(extension, q="About us")
    assert head[0] == "Title"
    assert french[:6] == ["About us", "Content page", "Français", "Missing", "2", "2026-03-01"]
    assert french[7] == f"http://127.0.0.1:8000{lane_url(page)}"
    assert spanish[2] == "Español"


@both
def test_file_has_what_is_asked_for_and_no_more(extension):
    translate(ContentFactory(title_en="About us"))
    ContentFactory(title_en="Legal notice")
    found = lines(extension, language="fr", state="up_to_date")
    assert [line[0] for line in found[1:]] == ["About us"]


def test_file_is_not_cut_into_pages():
    OrganisationFactory.create_batch(60)
    assert len(lines(q="Organisation", language="fr")) == 61


def test_file_is_in_the_order_of_the_list():
    for title in ("Beta", "Alpha"):
        ContentFactory(title_en=title)
    found = lines(order="title", language="es", q="a", type="")
    assert [line[0] for line in found if line[0] in {"Alpha", "Beta"}] == ["Alpha", "Beta"]


@both
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_formulas_are_made_harmless(extension, sign):
    OrganisationFactory(name_en=f"{sign}cmd|' /C calc'!A0")
    titles = {line[0] for line in lines(extension, q="calc")[1:]}
    assert titles == {f"'{sign}cmd|' /C calc'!A0"}


def test_formula_is_no_formula_to_the_spreadsheet():
    OrganisationFactory(name_en="=1+1")
    content = signed_in(translator("fr")).get(f"{FILE}xlsx", {"q": "1+1"}).content
    assert load_workbook(BytesIO(content)).active["A2"].data_type == "s"


@pytest.mark.parametrize("sign", ["\x0b", "\ufffe"])
def test_sign_that_a_sheet_can_not_hold_is_left_out(sign):
    page = ContentFactory(title_en="About us")
    Translation.objects.of(page).update(title=f"About{sign}us")
    assert lines("xlsx", q="About")[1][0] == "Aboutus"


def test_file_is_offered_under_its_name():
    response = signed_in(translator("fr")).get(f"{FILE}csv")
    assert response["Content-Disposition"] == 'attachment; filename="translations.csv"'


def test_other_kinds_of_file_are_not_found():
    assert signed_in(translator("fr")).get(f"{FILE}exe").status_code == 404


def test_editor_without_a_language_gets_no_file():
    editor = EditorFactory(is_superuser=False, is_staff=False)
    assert signed_in(editor).get(f"{FILE}csv").status_code == 302


@both
def test_queries_do_not_grow_with_the_file(extension, django_assert_max_num_queries):
    OrganisationFactory.create_batch(30)
    client = signed_in(translator("fr"))
    client.get(f"{FILE}{extension}")
    with django_assert_max_num_queries(20):
        client.get(f"{FILE}{extension}")
