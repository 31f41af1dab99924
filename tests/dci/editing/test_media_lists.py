"""The lists of images and documents, and the reports of what nothing shows."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dci.uploads import pdf
from tests.dci.uploads import office
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    DocumentSetFactory,
    EditorFactory,
    ImageFactory,
    ProjectFactory,
    publish_lane,
)
from tests.translating import edit, translate
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
FLYER = Path(pdf.__file__).parents[1] / "starter/files/documents/congress-flyer-en.pdf"
IMAGES, DOCUMENTS = "/admin/images/", "/admin/documents/"
UNUSED_IMAGES, UNUSED_DOCUMENTS = (
    "/admin/reports/unused-images/",
    "/admin/reports/unused-documents/",
)
SETS = "/admin/reports/documents/"


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


def rows(client, address: str, **query) -> list[str]:
    page = BeautifulSoup(client.get(address, query).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in page.select("main tbody tr")]


def exported(client, address: str, **query) -> list[dict]:
    answer = client.get(address, {"export": "csv", **query})
    return list(csv.DictReader(StringIO(b"".join(answer).decode())))


def test_list_of_images_tells_consent_credit_and_languages(editor):
    image = ImageFactory(consent="given", consent_until="2999-05-01", credit="A. Diallo")
    publish_lane(image, "fr", alt="Une juge")
    [row] = rows(editor, IMAGES, layout="list")
    for said in ("given, 1 May 2999", "A. Diallo", "EN, FR (missing: ES)"):
        assert said in row


def test_grid_of_images_is_as_it_was(editor):
    ImageFactory(title="Congress")
    assert "Congress" in editor.get(IMAGES).content.decode()
    assert rows(editor, IMAGES) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"consent": "unknown"}, ["unknown"]),
        ({"consent": "run_out"}, ["lapsed"]),
        ({"consent": "given"}, ["given", "lapsed"]),
        ({"undescribed": "fr"}, ["given", "lapsed", "unknown"]),
        ({"undescribed": "fr", "consent": "given", "q": "lapsed"}, ["lapsed"]),
        ({"q": "given"}, ["given"]),
        ({"consent": "nonsense", "undescribed": "x"}, ["decor", "given", "lapsed", "unknown"]),
    ],
)
def test_images_are_narrowed(editor, query, found):
    ImageFactory(title="unknown", consent="unknown")
    ImageFactory(title="given", consent="given")
    ImageFactory(title="lapsed", consent="given", consent_until="2020-01-01")
    ImageFactory(title="decor", is_decorative=True, alt_en="")
    assert sorted(row["Title"] for row in exported(editor, IMAGES, **query)) == found


def test_images_go_into_a_spreadsheet_with_every_description(editor):
    image = ImageFactory(title="=1+1")
    publish_lane(image, "fr", alt="Une juge")
    ProjectFactory(image=image)
    [row] = exported(editor, IMAGES)
    assert (row["Title"], row["Description (fr)"], row["Used"]) == ("'=1+1", "Une juge", "1")


def test_list_of_documents_tells_language_kind_and_what_its_set_lacks(editor):
    documents = DocumentSetFactory(in_languages=["en", "ar"])
    DocumentFactory(title="Alone", language="fr", kind="report")
    found = rows(editor, DOCUMENTS)
    assert sum(f"{documents}: FR, ES" in row for row in found) == 2
    assert any("Alone" in row and "français" in row and "report" in row for row in found)


def test_documents_are_narrowed_and_go_into_a_spreadsheet(editor):
    DocumentFactory(title="Flyer", language="en")
    DocumentFactory(title="Prospectus", language="fr", kind="report")
    for query in ({"language": "fr"}, {"kind": "report"}, {"kind": "report", "q": "prospectus"}):
        assert [row["Title"] for row in exported(editor, DOCUMENTS, **query)] == ["Prospectus"]


def test_list_of_documents_tells_what_the_pdf_check_found(editor):
    for name, content in {
        "good": FLYER.read_bytes(),
        "bare": office.pdf(office.first_page),
    }.items():
        file = SimpleUploadedFile(f"{name}.pdf", content)
        data = {"title": name, "language": "en", "kind": "other", "collection": 1, "file": file}
        assert editor.post("/admin/documents/add/", data).status_code == 302
    DocumentFactory(title="unknown")
    DocumentFactory(title="table", file__filename="a.csv")
    found = {row["Title"]: row["PDF check"] for row in exported(editor, DOCUMENTS)}
    assert found == {
        "good": "good",
        "bare": "4 things to be mended",
        "unknown": "not checked yet",
        "table": "",
    }
    assert [row["Title"] for row in exported(editor, DOCUMENTS, pdf="problems")] == ["bare"]
    assert [row["Title"] for row in exported(editor, DOCUMENTS, pdf="good", q="good")] == ["good"]


def test_unused_image_is_one_that_no_page_draft_or_language_shows(editor):
    unused, live, draft, french = (ImageFactory(title=name) for name in "udlf")
    ProjectFactory(image=live)
    edit(ProjectFactory(), publish=False, image=draft)
    value = {"image": live.pk, "caption": ""}
    page = ContentFactory(body_en=json.dumps([{"type": "image", "value": value, "id": "b"}]))
    lane = translate(page)
    lane.overrides = {"body.b.image": french.pk}
    lane.save_revision(clean=False)
    assert [row["Title"] for row in exported(editor, UNUSED_IMAGES)] == [unused.title]


def test_unused_documents_are_reported(editor):
    documents = DocumentSetFactory(in_languages=["en"])
    documents.project.save()
    DocumentFactory(title="Forgotten")
    [row] = rows(editor, UNUSED_DOCUMENTS)
    assert "Forgotten" in row


def test_sets_show_which_languages_are_missing(editor):
    whole = DocumentSetFactory(title_en="Study", in_languages=["en", "fr", "es", "ar"])
    DocumentSetFactory(project=whole.project, title_en="Flyer", in_languages=["fr"])
    found = exported(editor, SETS)
    assert [(row["Title"], row["Languages"], row["Missing"]) for row in found] == [
        ("Flyer", "FR", "EN, ES"),
        ("Study", "EN, FR, ES, AR", ""),
    ]
    assert [row["Title"] for row in exported(editor, SETS, lacks="es")] == ["Flyer"]


@pytest.mark.parametrize(
    "address", [f"{IMAGES}?layout=list", DOCUMENTS, UNUSED_IMAGES, UNUSED_DOCUMENTS, SETS]
)
@pytest.mark.parametrize("asked", ["", "export=csv"])
def test_lists_cost_the_same_for_many(editor, address, asked):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            b"".join(editor.get(f"{address}{'&' if '?' in address else '?'}{asked}"))
        return len(queries)

    make_media()
    cost()  # what a process asks for once
    few = cost()
    for _number in range(4):
        make_media()
    cost()  # makes the small copies of new images
    assert cost() <= few


def make_media() -> None:
    ImageFactory()
    DocumentFactory()
    DocumentSetFactory(in_languages=["en", "fr"])


@pytest.mark.parametrize("address", [IMAGES, DOCUMENTS, UNUSED_IMAGES, UNUSED_DOCUMENTS, SETS])
def test_lists_are_not_for_translators(address):
    assert signed_in(translator("fr")).get(address)["Location"] == "/admin/"
