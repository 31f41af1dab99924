"""Documents are what their names say, run nothing, and are handed out so that they can't."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from dci import limited_process
from dci.models import SiteDocument
from dci.uploads import documents, pdf
from tests.dci.uploads import office
from tests.factories import DocumentFactory, EditorFactory

SAMPLES = Path(pdf.__file__).parents[1] / "starter/files/documents"
TOLD = {"title": "Flyer", "language": "en", "kind": "other", "collection": 1}
FINE = {
    "pdf": office.pdf(office.first_page),
    "docx": office.docx(),
    "xlsx": office.xlsx(),
    "odt": office.odt(),
    "ods": office.odt("spreadsheet"),
    "csv": "Année;Nombre\n2024;12".encode("cp1252"),
    "txt": b"Hello",
}


@pytest.fixture
def editor(client, db):
    client.force_login(EditorFactory())
    return client


def add(editor, name: str, content: bytes) -> str:
    """Upload a document; what the form says against it, ``""`` if it is taken."""
    data = {**TOLD, "file": SimpleUploadedFile(name, content)}
    response = editor.post(reverse("wagtaildocs:add"), data)
    return "" if response.status_code == 302 else response.context["form"].errors["file"][0]


@pytest.mark.parametrize("suffix", FINE)
def test_document_of_each_type_is_taken(editor, suffix):
    assert add(editor, f"flyer.{suffix.upper()}", FINE[suffix]) == ""
    assert SiteDocument.objects.get().file.size == len(FINE[suffix])


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "odt", "ods"])
@pytest.mark.parametrize("content", [office.HTML, b"MZ\0\0", office.package(a="b"), b"PK\3\4"])
def test_file_that_only_claims_its_type_is_refused(suffix, content):
    with pytest.raises(ValidationError):
        documents.check(content, suffix)


def test_refusal_is_said_at_the_file_and_nothing_is_kept(editor):
    said = add(editor, "fake.pdf", office.HTML)
    assert "is not PDF, whatever its name says" in said
    assert not SiteDocument.objects.exists()


def test_upload_of_many_refuses_it_at_once(editor):
    file = SimpleUploadedFile("fake.pdf", office.HTML)
    answer = editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": file}).json()
    assert "whatever its name says" in answer["error_message"]
    assert not UploadedFile.objects.exists()


def test_replaced_file_is_checked_too(editor):
    document = DocumentFactory()
    data = {**TOLD, "file": SimpleUploadedFile("fake.pdf", office.HTML)}
    response = editor.post(reverse("wagtaildocs:edit", args=[document.pk]), data)
    assert response.context["form"].errors["file"]


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.pdf.exe", "X.PDF ", "x.docm", "x"])
def test_type_that_is_not_asked_for_is_refused(editor, name):
    assert add(editor, name, FINE["pdf"])


@pytest.mark.parametrize("name", ["../../a.pdf", "x" * 300 + ".pdf", "a\u202efdp.pdf", "a.php.pdf"])
def test_name_is_made_harmless(editor, settings, name):
    assert add(editor, name, FINE["pdf"]) == ""
    path = Path(SiteDocument.objects.get().file.path)
    assert path.parent == Path(settings.MEDIA_ROOT, "documents")
    assert path.suffix == ".pdf"
    assert "\u202e" not in path.name


@pytest.mark.parametrize("harmful", office.HARMFUL_PDFS.values(), ids=office.HARMFUL_PDFS)
def test_pdf_that_does_something_is_refused(harmful):
    with pytest.raises(ValidationError, match=r"do more than show itself|is protected"):
        documents.check(harmful, "pdf")


def test_pdf_that_keeps_its_reader_busy_is_refused(monkeypatch):
    monkeypatch.setattr(limited_process, "PATIENCE", 0.01)
    with pytest.raises(ValidationError, match="can't be read"):
        documents.check(office.pdf(title="Unseen so far"), "pdf")


@pytest.mark.parametrize(
    "parts",
    [
        {"word__vbaProject.bin": "x"},
        {"word__embeddings__oleObject1.bin": "x"},
        {"word__activeX__activeX1.xml": "x"},
        {"word___rels__settings.xml.rels": office.TEMPLATE.format(kind="attachedTemplate")},
        {"a.exe": "MZ"},
        {"..__..__etc__passwd": "x"},
        {"word__media__bomb.xml": b"0" * 20_000_000},
        {"word__a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"},
        {f"word__{number}.xml": "x" for number in range(2001)},
    ],
    ids=["macro", "object", "control", "template", "program", "path", "bomb", "entity", "many"],
)
def test_office_file_that_does_something_is_refused(parts):
    with pytest.raises(ValidationError):
        documents.check(office.docx(**parts), "docx")


def test_office_file_may_have_links_and_charts():
    link = office.TEMPLATE.format(kind="hyperlink")
    parts = {"word___rels__document.xml.rels": link, "word__embeddings__Sheet1.xlsx": "x"}
    documents.check(office.docx(**parts), "docx")


# Handing them out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kept", "is_shown"),
    [("a.pdf", "inline", True), ("a.docx", "attachment", False), ("a.txt", "attachment", False)],
)
def test_document_can_do_nothing_in_the_browser(client, name, kept, is_shown):
    document = DocumentFactory(file__filename=name)
    response = client.get(document.url)
    assert response.getvalue()
    headers = response.headers
    assert headers["Content-Disposition"].startswith(kept)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in headers["Content-Security-Policy"]) is not is_shown


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["documents", "original_images", "wagtail_uploads"])
def test_files_of_staff_have_no_address_of_their_own(client, folder):
    assert client.get(f"/media/{folder}/flyer.pdf").status_code == 404


@pytest.mark.django_db
def test_document_of_a_private_collection_stays_private(client):
    private = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = DocumentFactory(collection=private)
    response = client.get(document.url, headers={"if-none-match": '"any"'})
    assert response.status_code == 302
    assert "ETag" not in response.headers


# Whether everybody can read them


def shown(editor, file: bytes | Path, language: str = "en") -> str:
    """The editing page of a document."""
    content = file if isinstance(file, bytes) else file.read_bytes()
    document = DocumentFactory(file__data=content, language=language)
    return editor.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()


def test_editor_sees_what_keeps_people_from_reading_a_pdf(editor):
    page = shown(editor, office.pdf(author="Jane Doe"))
    assert "It does not say its language" in page
    assert "It has no title" in page
    assert "It is not tagged" in page
    assert "It has pictures of pages and no text" in page
    assert "It names its author: “Jane Doe”" in page


def test_editor_sees_that_a_pdf_is_good(editor):
    page = shown(editor, SAMPLES / "congress-flyer-fr.pdf", "fr")
    assert "It says its language." in page
    assert "It has a title: “Dépliant du congrès" in page
    assert "to be mended" not in page


def test_editor_sees_that_a_pdf_is_in_another_language(editor):
    assert "another language: français" in shown(editor, office.pdf(office.in_french), "es")


def test_document_without_its_file_can_still_be_edited(editor):
    document = DocumentFactory()
    document.file.storage.delete(document.file.name)
    assert editor.get(reverse("wagtaildocs:edit", args=[document.pk])).status_code == 200


def test_pdf_is_looked_into_once(monkeypatch):
    content = office.pdf(title="Seen once")
    documents.check(content, "pdf")
    monkeypatch.setattr(limited_process, "run", None)
    assert [found.is_good for found in pdf.findings(content, "en")] == [False, True, False, False]


def test_reader_who_has_the_document_already_is_told_so(client, db):
    document = DocumentFactory()
    document._set_file_hash()
    document.save()
    first = client.get(document.url)
    first.getvalue()  # to its end, so that the file is closed
    etag = first["etag"]
    assert client.get(document.url, headers={"if-none-match": etag}).status_code == 304
