"""The register of organisations from a spreadsheet: seen first, then written, whole or not."""

import csv
from functools import partial
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from wagtail.models import ModelLogEntry

from partners.importing import comparing, views, writing
from partners.importing.comparing import Sent
from partners.models import Organisation
from tests.factories import EditorFactory, OrganisationFactory, publish_lane
from tests.together import together
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/partners/organisation/"
IMPORT = f"{LIST}import/"


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def acpf():
    return OrganisationFactory(
        name_en="African Child Policy Forum", acronym_en="ACPF", country="ET"
    )


def send(client, content: bytes | str):
    content = content.encode() if isinstance(content, str) else content
    return client.post(IMPORT, {"file": SimpleUploadedFile("register.csv", content)})


def shown(client, content) -> BeautifulSoup:
    """The preview of a file."""
    answer = client.get(send(client, content)["Location"])
    return BeautifulSoup(answer.content, "html.parser")


def write(client, address: str, **data):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    seen = page.select_one("[name=seen]")["value"]
    return client.post(address, {"seen": seen} | data, follow=True)


def text(page: BeautifulSoup) -> str:
    return page.main.get_text(" ", strip=True)


def book(*rows) -> bytes:
    stream, made = BytesIO(), Workbook()
    for row in rows:
        made.active.append(row)
    made.save(stream)
    return stream.getvalue()


def test_preview_shows_old_and_new_side_by_side_and_writes_nothing(editor, acpf):
    page = shown(editor, "Name (en),Country\nAfrican Child Policy Forum,Kenya\nDynamo,Belgium\n")
    rows = [cell.get_text(strip=True) for cell in page.select(".changes tbody tr:last-child > *")]
    assert rows == ["Country", "Ethiopia", "Kenya", "Country", "Belgium"]
    assert list(Organisation.objects.values_list("country", flat=True)) == ["ET"]


def test_what_was_seen_is_written_and_stands_in_the_history(editor, acpf):
    sent = send(editor, "Name (en);Acronym (en)\nAfrican Child Policy Forum;TACPF\nDynamo;\n")
    write(editor, sent["Location"])
    assert sorted(map(str, Organisation.objects.all())) == [
        "African Child Policy Forum (TACPF)",
        "Dynamo",
    ]
    found = set(ModelLogEntry.objects.values_list("label", "action"))
    assert ("Dynamo", "wagtail.create") in found
    assert ("African Child Policy Forum (TACPF)", "wagtail.edit") in found


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_list_that_was_downloaded_changes_nothing(client, acpf, format_, language):
    client.force_login(EditorFactory(language=language))
    OrganisationFactory(name_en="=1+1", kind="un")
    publish_lane(acpf, "fr", name="Forum")
    page = shown(client, b"".join(client.get(LIST, {"export": format_})))
    assert not page.select("section.changes")
    assert "2" in text(page)


def test_number_lets_a_name_be_changed(editor, acpf):
    content = book(["No. in the register", "Name (en)"], [acpf.pk, "Child Policy Forum"])
    write(editor, send(editor, content)["Location"])
    assert str(Organisation.objects.get()) == "Child Policy Forum (ACPF)"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("999999,Dynamo,,", "There is no organisation with the number 999999."),
        (",,,", None),
        (",Dynamo,ngos,", "Kind: “ngos” is not known."),
        (",Dynamo,,nowhere", "Website: Enter a valid URL."),
        (f",{'D' * 256},,", "Name (en): Ensure this value has at most 255 characters"),
        (",,NGO,", "The name is missing."),
        (",Good,,", "The same organisation stands in line 2."),
        (",Twins,,", "Several organisations have this name"),
    ],
)
def test_bad_row_is_reported_with_line_and_reason_and_good_ones_are_written(editor, row, reason):
    OrganisationFactory.create_batch(2, name_en="Twins")
    head = "No. in the register,Name (en),Kind,Website\n,Good,university,\n"
    address = send(editor, head + row)["Location"]
    page = text(BeautifulSoup(editor.get(address).content, "html.parser"))
    write(editor, address)
    assert Organisation.objects.get(name_en="Good").kind == "university"
    assert Organisation.objects.count() == 3
    assert reason is None or ("line 3" in page and reason in page)


def test_bad_rows_can_be_taken_along_and_mended(editor):
    address = send(editor, "Name (en),Kind\nDynamo,ngos\nGood,\n")["Location"]
    rows = list(
        csv.reader(StringIO(editor.get(address, {"refused": 1}).content.decode("utf-8-sig")))
    )
    assert rows == [
        ["Line", "Reason", "Name (en)", "Kind"],
        ["2", "Kind: “ngos” is not known.", "Dynamo", "ngos"],
    ]


def test_organisation_that_changed_since_the_preview_is_said_and_not_overwritten(editor, acpf):
    content = "Name (en),Acronym (en)\nAfrican Child Policy Forum,TACPF\nDynamo,\n"
    address = send(editor, content)["Location"]
    seen = BeautifulSoup(editor.get(address).content, "html.parser").select_one("[name=seen]")
    acpf.website = "https://other.example.org/"
    acpf.save()
    answer = editor.post(address, {"seen": seen["value"]}, follow=True).content.decode()
    assert "changed by somebody meanwhile" in answer
    assert sorted(map(str, Organisation.objects.all())) == [
        "African Child Policy Forum (ACPF)",
        "Dynamo",
    ]


def test_many_rows_that_somebody_has_changed_are_counted(editor):
    many = [OrganisationFactory(name_en=f"Office {number}") for number in range(8)]
    rows = "\n".join(f"Office {number},CH" for number in range(8))
    address = send(editor, f"Name (en),Country\n{rows}\n")["Location"]
    seen = BeautifulSoup(editor.get(address).content, "html.parser").select_one("[name=seen]")
    for organisation in many:
        organisation.website = "https://other.example.org/"
        organisation.save()
    answer = editor.post(address, {"seen": seen["value"]}, follow=True).content.decode()
    assert answer.count("changed by somebody meanwhile") == 5
    assert "3 more were left alone for the same reason." in answer


@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_rows_at_once_add_them_once():
    rows, user = [Sent(2, {comparing.NAME: "Dynamo"})], EditorFactory()
    seen = writing.stamps(comparing.compare(rows))
    together(*[partial(writing.write, rows, seen, user)] * 2)
    assert Organisation.objects.get().name_en == "Dynamo"


def test_nothing_is_written_where_one_row_fails(editor, acpf, monkeypatch):
    address = send(editor, "Name (en)\nDynamo\nSecond\n")["Location"]
    seen = BeautifulSoup(editor.get(address).content, "html.parser").select_one("[name=seen]")
    save = Organisation.save

    def fail(self, **kwargs):
        if self.name_en == "Second":
            raise RuntimeError
        save(self, **kwargs)

    monkeypatch.setattr(Organisation, "save", fail)
    with pytest.raises(RuntimeError):
        editor.post(address, {"seen": seen["value"]})
    assert Organisation.objects.get() == acpf


def test_translations_are_not_taken_from_a_spreadsheet(editor, acpf):
    publish_lane(acpf, "fr", name="Forum")
    content = "Name (en),Name (fr),Kind\nAfrican Child Policy Forum,Autre,university\n"
    write(editor, send(editor, content)["Location"])
    acpf.refresh_from_db()
    assert (acpf.name_fr, acpf.kind) == ("Forum", "university")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\0\1\2", "no table"),
        (b"PK\3\4 broken", "damaged"),
        (b"Title\nDynamo", "No column is called"),
        (b"Name (en),Name (en)\na,b", "there twice"),
        (b"Name (en)\n" + b"a\n" * 2001, "more than 2000 rows"),
    ],
)
def test_file_that_is_no_register_is_refused(editor, content, reason):
    answer = send(editor, content)
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def test_formula_is_a_bad_row(editor):
    page = text(shown(editor, book(["Name (en)"], ["=1+1"])))
    assert "line 2" in page
    assert "The cell holds a formula." in page


@pytest.mark.parametrize("seen", ["", "[]", "no", '{"2": 5}'])
def test_preview_that_nobody_saw_writes_nothing(editor, seen):
    address = send(editor, "Name (en)\nDynamo\n")["Location"]
    assert editor.post(address, {"seen": seen}).status_code in (302, 400)
    assert not Organisation.objects.exists()


def test_file_is_its_senders_own(editor, client):
    address = send(editor, "Name (en)\nDynamo\n")["Location"]
    other = signed_in(EditorFactory())
    other.post(address, {"seen": "{}"})
    assert other.get(address)["Location"] == IMPORT


def test_import_is_not_for_translators(editor):
    address = send(editor, "Name (en)\nDynamo\n")["Location"]
    stranger = signed_in(translator("fr"))
    assert {stranger.get(url).status_code for url in (IMPORT, address)} == {302}
    assert send(stranger, "Name (en)\nDynamo\n")["Location"] == "/admin/"


def test_preview_costs_the_same_for_many_rows(editor, acpf):
    def cost(number: int) -> int:
        rows = "".join(f"Organisation {n}\n" for n in range(number))
        address = send(editor, f"Name (en)\n{rows}")["Location"]
        with CaptureQueriesContext(connection) as queries:
            editor.get(address)
        return len(queries)

    cost(1)  # what a process asks for once
    assert cost(300) <= cost(1)


def test_list_leads_to_the_import_for_those_who_may(editor):
    assert IMPORT in editor.get(LIST).content.decode()


def test_number_is_in_the_list_that_is_downloaded(editor, acpf):
    sheet = load_workbook(BytesIO(b"".join(editor.get(LIST, {"export": "xlsx"})))).active
    assert (sheet["A1"].value, sheet["A2"].value) == ("No. in the register", str(acpf.pk))


def test_line_limit_is_said_before(editor):
    assert f"{comparing.MOST_ROWS:,}" in editor.get(IMPORT).content.decode()


def test_many_rows_are_written_in_parts(editor, monkeypatch):
    monkeypatch.setattr(writing, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(views, "MOST_AT_ONCE", 2)
    address = send(editor, "Name (en)\nDynamo\nSecond\nThird\n")["Location"]
    assert "2 are written at once" in editor.get(address).content.decode()
    assert write(editor, address).redirect_chain[-1][0] == address
    assert Organisation.objects.count() == 2
    assert write(editor, address).redirect_chain[-1][0] == LIST
    assert Organisation.objects.count() == 3
