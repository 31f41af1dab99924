"""One page in two tabs: each keeps what it wrote, and nobody's text disappears."""

import pytest
from playwright.sync_api import Page, expect

from projects.models import ProjectPage
from tests.browser.admin import add_row, field, part, press


@pytest.fixture
def project(starter_site):
    return ProjectPage.objects.get(slug="resiland")


@pytest.fixture
def tabs(editor, page, sign_in, project) -> tuple[Page, Page]:
    """The form of the project, twice, opened before either is changed."""
    sign_in(editor)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/admin/pages/{project.pk}/edit/")
    return page, other


def test_changes_of_different_fields_are_both_kept(tabs, project):
    one, two = tabs
    field(one, "Title").first.fill("RESILAND, renamed")
    row = add_row(part(one, "Key figures"), "figure")
    field(row, "Number").fill("77")
    field(row, "What is counted").fill("guardians")
    save(one)
    field(two, "Introduction").fill("A new introduction.")
    save(two)
    latest = stored(project)
    assert (latest.title_en, latest.introduction_en) == ("RESILAND, renamed", "A new introduction.")
    assert "77 guardians" in map(str, latest.figures.all())


def test_changes_of_one_field_are_both_shown(tabs, project):
    one, two = tabs
    field(one, "Title").first.fill("First thought")
    save(one)
    field(two, "Title").first.fill("Second thought")
    field(two, "Introduction").fill("A new introduction.")
    with two.expect_response(lambda response: response.status == 409):
        press(two, "Save draft")
    expect(two.get_by_role("main")).to_contain_text("First thought")
    expect(field(two, "Title").first).to_have_value("Second thought")
    expect(field(two, "Introduction")).to_have_value("A new introduction.")
    expect(two.get_by_text("Autosave is paused").first).to_be_visible()  # it decides nothing
    assert stored(project).title_en == "First thought"
    save(two)
    assert stored(project).title_en == "Second thought"


def save(tab: Page) -> None:
    """Save, and wait for the admin's word."""
    press(tab, "Save draft")
    expect(tab.get_by_role("status")).to_contain_text("has been")


def stored(project: ProjectPage) -> ProjectPage:
    return ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()
