"""The admin works under a policy that lets no script run which is inside a page.

What the policy forbids fails every test here that opens the admin (``open_tab``); these open what
the others do not.
"""

import pytest
from playwright.sync_api import expect

from dci.models import SiteImage, SitePage
from projects.models import ProjectPage
from tests.factories import EditorFactory

from .admin import press


@pytest.fixture
def admin(page, starter_site, sign_in):
    sign_in(EditorFactory(is_superuser=True))
    return page


def edit(page, obj) -> None:
    page.goto(f"/admin/pages/{obj.pk}/edit/")


def test_every_screen_of_the_menu_opens(admin):
    admin.goto("/admin/")
    links = admin.locator("nav a[href^='/admin/']")
    addresses = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    image = SiteImage.objects.first()
    for address in {*addresses, f"/admin/images/{image.pk}/", "/admin/workflows/add/"}:
        assert admin.goto(address).ok


def test_dates_are_picked(admin):
    edit(admin, ProjectPage.objects.first())
    press(admin, "Toggle status")
    press(admin, "Set schedule")
    admin.get_by_label("Go live date/time").click()
    admin.locator(".xdsoft_datetimepicker:visible .xdsoft_date.xdsoft_today").click()
    expect(admin.get_by_label("Go live date/time")).not_to_have_value("")


def test_page_is_moved_by_choosing(admin):
    page = ProjectPage.objects.first()
    admin.goto(f"/admin/pages/{page.pk}/move/")
    admin.locator(".page-chooser button:visible").first.click()
    admin.get_by_text("Choose another page").click()
    expect(admin.get_by_role("dialog")).to_contain_text(SitePage.objects.get(depth=2).title_en)


def test_task_of_a_workflow_is_chosen(admin):
    admin.goto("/admin/workflows/add/")
    press(admin, "Add task")
    admin.locator(".task-chooser button:visible").first.click()
    expect(admin.get_by_role("dialog")).to_contain_text("Review (français)")
