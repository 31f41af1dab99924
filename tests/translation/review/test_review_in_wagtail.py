"""Wagtail's own ways to a review, and its pages that show lanes."""

import pytest
from wagtail.models import TaskState

from dci.translation import lanes
from dci.translation.models import State
from dci.translation.review import locks
from dci.translation.review import workflow as review
from tests.factories import ContentFactory, EditorFactory
from tests.translating import edit, fresh
from tests.translation.at_the_desk import lane_of, lane_url, signed_in
from tests.translation.review.reviewing import said, workflow_url

pytestmark = pytest.mark.django_db


# Wagtail's own ways


def test_dashboard_of_a_reviewer_leads_to_the_lane(waiting, paul):
    assert lane_url(waiting) in signed_in(paul).get("/admin/").content.decode()


def test_reviewer_approves_by_wagtails_address(waiting, paul):
    signed_in(paul).post(workflow_url(waiting, "approve"))
    assert fresh(waiting).title_fr == "À propos"


def test_reviewer_returns_by_wagtails_address(waiting, paul):
    client = signed_in(paul)
    assert client.get(workflow_url(waiting, "reject")).status_code == 200
    client.post(workflow_url(waiting, "reject"), {"comment": "Plus court"})
    assert lane_of(waiting).state == State.IN_PROGRESS


def test_wagtails_address_does_not_publish_a_gap(waiting, paul):
    edit(waiting, title_en="The movement")
    response = signed_in(paul).post(workflow_url(waiting, "approve"), follow=True)
    assert "no valid translation" in said(response)
    assert fresh(waiting).title_fr is None


def test_translator_does_not_approve_by_wagtails_address(waiting, maria):
    signed_in(maria).post(workflow_url(waiting, "approve"))
    assert fresh(waiting).title_fr is None


def test_task_of_another_lane_is_not_found(waiting, paul):
    other = ContentFactory(title_en="Actions")
    lanes.save_draft(other, "fr", {"title": "Actions"})
    review.submit(lane_of(other), paul)
    url = workflow_url(other, "approve").replace(lane_url(other), lane_url(waiting))
    assert signed_in(paul).post(url).status_code == 404


def test_task_that_is_over_is_not_found(waiting, paul):
    url = workflow_url(waiting, "approve")
    TaskState.objects.update(status=TaskState.STATUS_REJECTED)
    assert signed_in(paul).post(url).status_code == 404


def test_preview_of_a_task_is_that_of_the_lane(waiting, paul):
    task = lane_of(waiting).current_workflow_task
    response = signed_in(paul).get(f"{lane_url(waiting)}workflow/preview/{task.pk}/")
    assert response.headers["Location"] == f"{lane_url(waiting)}preview/"


# The admin's own pages bear with lanes


@pytest.mark.parametrize(
    "url",
    [
        "/admin/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        "/admin/workflows/list/",
        "/admin/workflows/tasks/index/",
        "/admin/reports/site-history/",
        "/admin/reports/locked/",
    ],
)
def test_administrator_opens_what_shows_reviews(waiting, url):
    locks.lock(lane_of(waiting), EditorFactory())
    assert signed_in(EditorFactory()).get(url).status_code == 200


def test_translator_sees_on_the_dashboard_what_they_submitted(waiting, maria):
    assert lane_url(waiting) in signed_in(maria).get("/admin/").content.decode()
