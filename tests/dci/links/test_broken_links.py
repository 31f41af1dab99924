"""The report of broken links: found at once inside the site, and after some days elsewhere."""

import csv
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from dci.links import keeping
from dci.links.models import FAILURES, Address, Link
from projects.models import DocumentVariant
from tests.factories import (
    ContentFactory,
    DocumentFactory,
    DocumentSetFactory,
    EditorFactory,
    OrganisationFactory,
    ProjectFactory,
)
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
REPORT = "/admin/reports/links/"


@pytest.fixture
def editor(client):
    editor = EditorFactory(is_superuser=False)
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    client.person = editor
    return client


@pytest.fixture
def target():
    return ContentFactory(title_en="Actions")


@pytest.fixture
def page(editor):
    return ContentFactory(title_en="About us", owner=editor.person)


def rows(client, **query) -> list[list[str]]:
    report = BeautifulSoup(client.get(REPORT, query).content, "html.parser").main
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in report.select("table.listing tbody tr")
    ]


def link(kind: str, pk: int) -> list:
    return [("text", f'<p>See <a linktype="{kind}" id="{pk}">there</a></p>')]


def test_link_to_a_page_is_broken_while_the_page_is_not_published(editor, page, target):
    edit(page, body_en=link("page", target.pk))
    assert rows(editor) == []
    fresh(target).unpublish()
    [row] = rows(editor)
    assert row[:4] == ["About us", "English", "Actions", "it is not published"]
    fresh(target).save_revision().publish()
    assert rows(editor) == []


def test_link_to_a_deleted_page_is_broken_in_texts_and_blocks(editor, page, target):
    card = {"title": "Read on", "page": target, "address": ""}
    edit(page, body_en=[*link("page", target.pk), ("links", [card])])
    target.delete()
    assert [row[2:4] for row in rows(editor)] == [["a page", "it was deleted"]]


def test_link_to_a_deleted_document_is_broken(editor, page):
    document = DocumentFactory()
    edit(page, body_en=link("document", document.pk))
    assert rows(editor) == []
    document.delete()
    assert [row[2:4] for row in rows(editor)] == [["a document", "it was deleted"]]


def test_each_language_has_its_own_links(editor, page, target):
    edit(page, body_en=link("page", target.pk))
    translate(page)
    fresh(target).unpublish()
    assert {row[1] for row in rows(editor)} == {"English", "Français"}
    assert [row[1] for row in rows(editor, language="fr")] == ["Français"]
    edit(page, body_en=[("text", "<p>Nothing</p>")])  # the French stays as it was
    assert [row[1] for row in rows(editor)] == ["Français"]


def failing(url: str) -> None:
    """An address that has been found to be gone for so many days."""
    Address.objects.filter(url=url).update(
        failed_days=FAILURES,
        failing_since="2026-03-01",
        checked_at="2026-03-05T12:00Z",
        reason="gone",
    )


def test_address_that_has_failed_for_days_is_reported(editor, page):
    url = "https://example.org/gone?a=1&b=2"
    edit(page, body_en=[("text", f'<p><a href="{url.replace("&", "&amp;")}">there</a></p>')])
    assert rows(editor) == []
    failing(url)
    [row] = rows(editor)
    assert row == [
        "About us",
        "English",
        url,
        "there is nothing any more",
        "1 March 2026",
        "5 March 2026",
    ]
    assert rows(editor, where="outside") == [row]
    assert rows(editor, where="inside") == []


def test_addresses_of_organisations_and_documents_are_links_too(editor):
    OrganisationFactory(name_en="ACPF", website="https://example.org/acpf")
    project = ProjectFactory(title_en="Girls")
    flyer = DocumentSetFactory(project=project)
    DocumentVariant.objects.create(document_set=flyer, address="https://example.org/flyer.pdf")
    keeping.rebuild()
    failing("https://example.org/acpf")
    failing("https://example.org/flyer.pdf")
    assert {(row[0], row[2]) for row in rows(editor)} == {
        ("ACPF", "https://example.org/acpf"),
        ("Girls", "https://example.org/flyer.pdf"),
    }


def test_report_goes_into_a_spreadsheet(editor, page, target):
    edit(page, body_en=link("page", target.pk))
    fresh(target).unpublish()
    answer = editor.get(REPORT, {"export": "csv"})
    [row] = csv.DictReader(StringIO(b"".join(answer).decode()))
    assert (row["Where it stands"], row["Leads to"]) == ("About us", "Actions")


def test_broken_links_on_ones_pages_wait_on_the_home_page(editor, page, target):
    edit(page, body_en=link("page", target.pk))
    fresh(target).unpublish()
    assert "Broken links on your pages" in editor.get("/admin/").content.decode()
    other = EditorFactory()
    assert "Broken links on your pages" not in signed_in(other).get("/admin/").content.decode()


def test_report_has_the_pages_only_that_one_may_edit(editor, page, target):
    edit(page, body_en=link("page", target.pk))
    fresh(target).unpublish()
    group = Group.objects.get(name="Editors")
    GroupPagePermission.objects.filter(group=group).update(page=ContentFactory(title_en="Other"))
    assert rows(editor) == []
    assert signed_in(translator("fr")).get(REPORT).status_code == 302


def test_page_that_is_taken_off_or_deleted_has_no_links(page, target):
    edit(page, body_en=link("page", target.pk))
    fresh(page).unpublish()
    assert not Link.objects.filter(target_page=target.pk).exists()
    fresh(page).save_revision().publish()
    fresh(page).delete()
    keeping.rebuild()
    assert not Link.objects.exists()


@pytest.mark.parametrize(
    "html",
    [
        '<a linktype="page" id="x">a</a>',
        '<a linktype="page" id="99999999999999999999">a</a>',
        '<a linktype="odd" id="1">a</a>',
        '<a href="mailto:a@example.org">a</a><a href="#there">a</a><a href="">a</a>',
        f'<a href="https://example.org/{"x" * 3000}">a</a>',
    ],
)
def test_what_is_no_link_is_none(page, html):
    edit(page, body_en=[("text", f"<p>{html}</p>")])
    assert not Link.objects.exists()


def test_report_costs_the_same_for_many_links(editor, page, target):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(REPORT)
        return len(queries)

    def add(number: int) -> None:
        for _number in range(number):
            Link.objects.create(
                content_type=keeping.owner_type(type(page)), object_id=page.pk, target_page=999
            )
            Link.objects.create(
                content_type=keeping.owner_type(type(page)), object_id=target.pk, target_page=999
            )

    add(3)
    cost()
    few = cost()
    add(10)
    assert cost() == few
