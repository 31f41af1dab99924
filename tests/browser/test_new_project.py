"""A project from the empty form to the public list, as an editor makes it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from projects.models import ProjectIndexPage, ProjectPage
from tests.browser.admin import (
    add_block,
    add_row,
    choose,
    field,
    log_in,
    part,
    press,
    preview,
    publish,
    upload,
)
from tests.dci.uploads.office import pdf

PASSWORD = "long and known to nobody"
GUIDE = {"name": "guide.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@pytest.fixture
def projects(starter_site):
    return ProjectIndexPage.objects.get()


def test_editor_makes_a_project_that_visitors_find(page, editor, projects):
    editor.set_password(PASSWORD)
    editor.save()
    log_in(page, editor.username, PASSWORD)
    add_organisation(page, "Street Law Kenya", country="Kenya")
    page.goto(f"/admin/pages/add/projects/projectpage/{projects.pk}/")
    describe(page, "Courts that listen", region="Africa", start="2014-03", end="2016")
    add_figure(page, 57000, "children heard", precision="more than")
    add_figure(page, 84, "judges trained")
    add_milestone(page, "2014-03", "The first training")
    role = add_row(part(page, "Organisations"), "organisation")
    choose(role, "an organisation", "Street Law Kenya")
    document = add_document(page, "Practical guide")
    add_version(document, "English", "A guide for judges")
    add_version(document, "français", "Un guide pour les juges")
    write(page, "Why it is needed", "Every child has the right to be heard.")
    check_previews(page)
    publish(page, "Courts that listen")
    check_public_pages(page)


def add_organisation(page: Page, name: str, country: str) -> None:
    page.get_by_role("link", name="Organisations").click()
    page.get_by_role("link", name="Add organisation").click()
    field(page, "Name").fill(name)
    field(page, "Country").select_option(label=country)
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text(f"Organisation '{name}' created")


def describe(page: Page, title: str, region: str, start: str, end: str) -> None:
    field(page, "Title").first.fill(title)
    page.get_by_role("radio", name="regional").check()
    page.get_by_role("checkbox", name=region, exact=True).check()
    field(page, "Beginning").fill(start)
    field(page, "End").fill(end)


def add_figure(page: Page, number: int, counted: str, precision: str = "exactly") -> None:
    row = add_row(part(page, "Key figures"), "figure")
    field(row, "Precision").select_option(label=precision)
    field(row, "Number").fill(str(number))
    field(row, "What is counted").fill(counted)


def add_milestone(page: Page, date: str, happened: str) -> None:
    row = add_row(part(page, "Milestones"), "milestone")
    field(row, "Date").fill(date)
    field(row, "What happened").fill(happened)


def add_document(page: Page, title: str) -> Locator:
    row = add_row(part(page, "Documents"), "document")
    field(row, "Title").fill(title)
    return row


def add_version(document: Locator, language: str, title: str) -> None:
    row = add_row(document, "language version")
    field(row, "Language").select_option(label=language)
    upload(row, GUIDE, title, language)


def write(page: Page, heading: str, text: str) -> None:
    body = part(page, "Content")
    add_block(body, "Heading").get_by_role("textbox").fill(heading)
    add_block(body, "Text").get_by_role("textbox").press_sequentially(text)


def check_previews(page: Page) -> None:
    """English reads plainly; French and Spanish say that they show English."""
    for language, code, notice in (
        ("English", "en", []),
        ("français", "fr", [re.compile("n’est pas encore disponible en français")]),
        ("español", "es", [re.compile("aún no está disponible en español")]),
    ):
        shown = preview(page, language)
        expect(shown.locator("html")).to_have_attribute("lang", code)
        expect(shown.locator(".notice")).to_have_text(notice)
        expect(shown.locator("[lang=en] h1")).to_have_text("Courts that listen")
        expect(shown.locator(".figures")).to_contain_text("57,000")


def check_public_pages(page: Page) -> None:
    page.goto("/en/projects/?region=africa")
    page.get_by_role("link", name="Courts that listen").click()
    expect(page.locator(".figures")).to_contain_text("more than 57,000")
    expect(page.locator(".figures dt")).to_have_text(["children heard", "judges trained"])
    expect(page.locator(".milestones time")).to_have_text("March 2014")
    expect(page.locator(".chip")).to_have_text([re.compile("EN – English"), re.compile("FR – fra")])
    expect(page.get_by_role("heading", name="Why it is needed")).to_be_visible()
    expect(page.get_by_text("Street Law Kenya")).to_be_visible()


def test_editor_with_a_french_admin_writes_english(
    page, french_editor, sign_in, projects, settings
):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # so short a form may be sent before it is autosaved
    sign_in(french_editor)
    page.goto(f"/admin/pages/add/projects/projectpage/{projects.pk}/")
    page.locator("[name=title_en]").fill("Courts that listen")
    page.locator("#id_figures-ADD").click()
    page.locator("[name=figures-0-value]").fill("57000")
    page.locator("[name=figures-0-label_en]").fill("children heard")
    press(page, "Plus d'actions")
    press(page, "Publier")
    expect(page.get_by_role("status")).to_contain_text("Courts that listen")
    page.goto("/en/projects/courts-that-listen/")
    expect(page.locator(".figures")).to_contain_text("57,000")
    page.goto("/fr/projets/courts-that-listen/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("navigation", name="Langues")).to_be_visible()
    expect(page.locator("[lang=en] h1")).to_have_text("Courts that listen")
    project = ProjectPage.objects.get(slug="courts-that-listen")
    assert (project.title_en, project.title_fr) == ("Courts that listen", None)
    assert project.figures.get().label_fr is None
