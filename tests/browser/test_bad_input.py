"""What is wrong is said at its field, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import expect

from dci import languages
from partners.models import Organisation
from projects.models import ProjectPage
from tests.browser.admin import add_row, choose, field, part, press, refused


@pytest.fixture
def project(editor, page, sign_in):
    """A project, in its form, with something typed that is not to be lost."""
    project = ProjectPage.objects.get(slug="resiland")
    sign_in(editor)
    page.goto(f"/admin/pages/{project.pk}/edit/")
    field(page, "Subtitle").fill("For every child")
    yield project
    expect(field(page, "Subtitle")).to_have_value("For every child")


def test_end_before_the_beginning(project, page):
    field(page, "Beginning").fill("2018-05")
    field(page, "End").fill("2017")
    press(page, "Save draft")
    refused(field(page, "End"), "The project ends before it begins.")
    expect(field(page, "End")).to_have_value("2017")


def test_date_that_does_not_exist(project, page):
    field(page, "Beginning").fill("spring 2018")
    press(page, "Save draft")
    refused(field(page, "Beginning"), "Write a year, a month or a day")
    expect(field(page, "Beginning")).to_have_value("spring 2018")


def test_regional_project_without_region(project, page):
    europe = page.get_by_role("checkbox", name="Europe", exact=True)
    europe.uncheck()
    press(page, "More actions")
    press(page, "Publish")
    refused(europe, "Choose the region of a regional project.")
    expect(europe).not_to_be_checked()


def test_two_files_of_a_document_in_one_language(project, page):
    document = add_row(part(page, "Documents"), "document")
    for number in (1, 2):
        row = add_row(document, "language version")
        field(row, "Language").select_option(label="français")
        field(row, "Address").fill(f"https://example.org/{number}.pdf")
    press(page, "Save draft")
    refused(field(row, "Language"), "There is already a file in this language.")
    expect(field(row, "Address")).to_have_value("https://example.org/2.pdf")


def test_negative_figure(project, page):
    row = add_row(part(page, "Key figures"), "figure")
    field(row, "Number").fill("-3")
    field(row, "What is counted").fill("judges")
    press(page, "Save draft")
    refused(field(row, "Number"), "Ensure this value is greater than or equal to 0.")
    expect(field(row, "What is counted")).to_have_value("judges")


@pytest.mark.parametrize("language", languages.ALL)
def test_address_of_a_sibling_in_any_language(editor, page, sign_in, language):
    sibling = ProjectPage.objects.get(slug="defence-for-girls")
    taken = sibling.address(language).rstrip("/").rpartition("/")[2]
    sign_in(editor)
    page.goto(f"/admin/pages/add/projects/projectpage/{sibling.get_parent().pk}/")
    field(page, "Title").first.fill("Girls defended")
    page.get_by_role("tab", name="Promote").click()
    expect(field(page, "Address")).to_have_value("girls-defended")  # the title's, until it is typed
    field(page, "Address").fill(taken)
    press(page, "Save draft")
    refused(field(page, "Address"), "already in use")
    expect(field(page, "Address")).to_have_value(taken)
    expect(field(page, "Title").first).to_have_value("Girls defended")


def test_relationship_of_an_organisation_with_itself(editor, page, sign_in):
    unicef = Organisation.objects.get(acronym_en="UNICEF")
    sign_in(editor)
    page.goto(f"/admin/snippets/partners/organisation/edit/{unicef.pk}/")
    row = add_row(part(page, "Relationships with the movement"), "relationship")
    choose(row, "an organisation", "UNICEF")
    field(row, "Kind").select_option(label="partnership")
    field(row, "Since").fill("2012")
    press(page, "Save")
    refused(row.get_by_text("UNICEF"), "An organisation has no relationship with itself.")
    expect(field(row, "Since")).to_have_value("2012")
