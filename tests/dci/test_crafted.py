"""What no screen of the admin sends is answered 400, and what is our own mistake is not."""

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from wagtail.models import Workflow

from dci.crafted import is_crafted
from projects.models import ProjectPage
from tests import roles
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory, ProjectIndexFactory

pytestmark = pytest.mark.django_db

NO_KEY = {"id": "abc"}


@pytest.mark.parametrize(
    ("method", "address", "data"),
    [
        ("get", "choose-page/chosen-multiple/", NO_KEY),
        ("get", "images/chooser/chosen-multiple/", NO_KEY),
        ("get", "bulk/dci/siteimage/delete/", NO_KEY),
        ("get", "api/main/pages/find/", NO_KEY),
        ("get", "choose-email-link/", {"parent_page_id": "abc"}),
        ("post", "choose-external-link/", {}),
        ("post", "snippets/choose/projects/region/create/", {}),
        ("post", "snippets/search/promotion/add/", {"page": "abc"}),
        ("post", "redirects/add/", {"old_path": "http://[x/..", "redirect_link": "/"}),
        ("post", "editing-sessions/ping/dci/contentpage/x/1/", {}),
    ],
)
def test_request_that_no_screen_sends(client, method, address, data):
    client.force_login(EditorFactory())
    assert getattr(client, method)(f"/admin/{address}", data).status_code == 400


@pytest.mark.parametrize("place", ["a b:c", ":c", "nowhere", "a\x00b"])
def test_place_to_go_next_that_is_none(client, place):
    client.force_login(EditorFactory())
    address = reverse("wagtailadmin_pages:lock", args=[ContentFactory().pk])
    assert client.post(address, {"next": place}).status_code == 400


@pytest.mark.parametrize("parent", ["-1", "9" * 30])
def test_copy_below_a_page_that_is_not_there(client, parent):
    client.force_login(EditorFactory())
    address = reverse("wagtailadmin_pages:copy", args=[ContentFactory().pk])
    assert client.post(address, {"new_parent_page": parent}).status_code == 400


@pytest.mark.parametrize("number", ["x", "-1", "99"])
def test_page_of_a_list_that_is_not_there(client, number):
    client.force_login(roles.ROLES["Administrator"]())
    address = reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.first().pk])
    assert client.get(address, {"p": number}).status_code == 400


@pytest.mark.parametrize(
    "crafted",
    [
        {"workflow_tasks-0-id": ""},
        {"workflow_tasks-0-id": "0001-01-01"},
        {"workflow_tasks-0-id": "0001-01-01", "workflow_tasks-0-task": ""},
    ],
)
def test_row_of_a_workflow_that_no_screen_sends(client, crafted):
    client.force_login(roles.ROLES["Administrator"]())
    address = reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.first().pk])
    form = Form(client, address)
    assert client.post(address, form.data | crafted).status_code == 400


@pytest.mark.parametrize(("number", "status"), [("2000", 400), ("9" * 30, 400), ("x", 200)])
def test_list_with_more_rows_than_are_sent(client, number, status):
    """Django would make two thousand rows; what is no number it takes for none."""
    client.force_login(EditorFactory())
    form = Form(client, f"/admin/pages/add/projects/projectpage/{ProjectIndexFactory().pk}/")
    form["figures-TOTAL_FORMS"] = number
    assert form.send().status_code == status


def test_mistake_of_our_own_is_none_of_the_request():
    request = RequestFactory().get("/", {"id": "abc", "q": "", "p": "no:"})
    with pytest.raises(ValueError, match="expected a number") as mistake:
        ProjectPage.objects.get(pk="another")
    assert not is_crafted(request, mistake.value)
    with pytest.raises(NoReverseMatch) as mistake:
        reverse("no_such_view")
    assert not is_crafted(request, mistake.value)
