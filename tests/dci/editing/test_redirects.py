"""Redirects in the admin: the list, and the import from spreadsheets, good, bad and hostile."""

from functools import partial
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from dci.editing import redirects
from tests.factories import ContentFactory, EditorFactory, HomeFactory
from tests.together import together
from tests.translation.at_the_desk import signed_in

pytestmark = pytest.mark.django_db
IMPORT = "/admin/redirects/import/"


@pytest.fixture
def moderator(client):
    person = EditorFactory(is_superuser=False, language="fr")
    person.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(person)
    return client


@pytest.fixture
def page():
    return ContentFactory(title_en="About us", slug="about", parent=HomeFactory())


def send(client, content: bytes | str, name: str = "redirects.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def test_table_becomes_redirects_and_those_to_pages_follow_them(moderator, page):
    answer = send(moderator, "old,new\n/old/,/en/about/\n/elsewhere,https://example.org/x\n")
    assert answer["Location"] == "/admin/redirects/"
    assert moderator.get("/old")["Location"].endswith("/about/")
    assert moderator.get("/elsewhere/")["Location"] == "https://example.org/x"
    assert Redirect.objects.get(old_path="/old").redirect_page_id == page.pk
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 2


def test_spreadsheet_with_whole_addresses_and_other_languages(moderator, page, settings):
    book = Workbook()
    book.active.append(["From", "To"])
    book.active.append([f"{settings.BASE_URL}/old", f"{settings.BASE_URL}/fr/about"])
    file = BytesIO()
    book.save(file)
    send(moderator, file.getvalue(), "redirects.xlsx")
    assert Redirect.objects.get().redirect_page_id == page.pk


@pytest.mark.parametrize(
    "line",
    [
        "/a,javascript:alert(1)",
        "/a,data:text/html;base64,xx",
        "/a,//evil.example.org/",
        "/a,ftp://example.org/",
        "/a,/\\evil.example.org",
        "/a,elsewhere",
        "/a,/a/",
        "/a,",
        ",/en/about/",
        "/a",
        "https://other.example.org/a,/en/about/",
        "a b c,/en/about/",
        f"/a,https://example.org/{'x' * 300}",
        f"/{'x' * 300},/en/about/",
        "/there,/en/about/",
        "/twice,/en/about/\n/twice/,/en/about/",
    ],
)
def test_one_bad_line_keeps_everything_out(moderator, page, line):
    Redirect.add_redirect("/there", page)
    answer = send(moderator, f"/good,/en/about/\n{line}\n")
    assert answer.status_code == 422
    assert answer.context["bad"][0].line == 2
    assert [one.old_path for one in Redirect.objects.all()] == ["/there"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\x00\xff\xfe"),
        ("a.xlsx", b"PK\x03\x04 no book"),
        ("a.xlsx", b"<html>"),
        ("a.exe", b"MZ"),
        ("a.csv", b"/a,/b\n" * 2000),
        ("a.csv", b'"' + b"x" * 200_000),
    ],
)
def test_what_is_no_table_is_refused(moderator, name, content):
    assert send(moderator, content, name).status_code == 422
    assert not Redirect.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_send_the_same_table_at_once_make_it_once(page):
    people = [signed_in(EditorFactory()) for _ in range(2)]
    answers = together(*(partial(send, one, "/old,/en/about/") for one in people))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Redirect.objects.get().old_path == "/old"


def test_empty_form_is_answered(moderator):
    assert moderator.post(IMPORT).status_code == 422
    assert "Importer des redirections" in moderator.get(IMPORT).content.decode()


def test_import_is_for_those_who_may_add_redirects(page):
    editor = EditorFactory(is_superuser=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    assert send(signed_in(editor), "/a,/en/about/").status_code == 302
    assert not Redirect.objects.exists()


def test_list_is_searched_and_goes_into_a_spreadsheet(moderator, page):
    Redirect.add_redirect("/old", page)
    Redirect.add_redirect("/other", "https://example.org/")
    assert "/other" not in moderator.get("/admin/redirects/", {"q": "old"}).content.decode()
    assert b"/other" in b"".join(moderator.get("/admin/redirects/", {"export": "csv"}))
    assert "/admin/redirects/import/" in moderator.get("/admin/redirects/").content.decode()


def test_too_large_file_is_not_read(moderator, monkeypatch):
    monkeypatch.setattr(redirects, "read", None)
    answer = send(moderator, b"x" * (redirects.LARGEST_FILE + 1))
    assert answer.status_code == 422
    assert "5 Mo" in answer.context["form"].errors["file"][0]


def test_second_step_of_wagtails_import_is_closed(moderator):
    assert moderator.post(f"{IMPORT}process/").status_code == 404
