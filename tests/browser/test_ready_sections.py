"""Ready sections below a page's content: a button puts several blocks there at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.admin import part, press
from tests.factories import ContentFactory, EditorFactory
from tests.translating import fresh

pytestmark = pytest.mark.django_db(transaction=True)


def test_ready_section_is_inserted_and_saved(page, sign_in):
    about = ContentFactory(body_en=[("text", "<p>We defend children.</p>")])
    about.save_revision()
    sign_in(EditorFactory())
    page.goto(f"/admin/pages/{about.pk}/edit/")
    press(page, "Timeline")
    content = part(page, "Content")
    expect(content.get_by_role("textbox").nth(1)).to_be_focused()
    expect(content.get_by_role("textbox").nth(1)).to_have_value("Step by step")
    press(page, "Save draft")
    expect(page.get_by_role("status")).to_contain_text("has been updated")
    saved = fresh(about).get_latest_revision_as_object().body_en
    assert [block.block_type for block in saved] == ["text", "heading", "milestones"]
