"""Wagtail's checker in the page editor, with the rules of this site."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import press
from tests.factories import ContentFactory, EditorFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_panel_lists_what_the_rules_find_and_where(page, sign_in):
    about = ContentFactory(introduction_en="ACPF helped 57 000 children.")
    about.save_revision()
    sign_in(EditorFactory())
    page.goto(f"/admin/pages/{about.pk}/edit/")
    press(page, "Toggle checks")
    found = page.locator("[data-checks-panel] [data-content-checker-row]")
    expect(found).to_have_count(2)
    expect(found.filter(has_text="Acronym that the page never explains")).to_contain_text("#ACPF")
    expect(found.filter(has_text="Number written as in another language")).to_contain_text("57-000")
