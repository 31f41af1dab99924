"""A translator submits a lane, a reviewer approves or returns it."""

import pytest
from wagtail.models import GroupApprovalTask

from dci.translation import lanes, review
from dci.translation.models import ReviewWorkflow, State
from tests.factories import ContentFactory
from tests.translation.at_the_desk import lane_of, reviewer, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


@pytest.fixture
def waiting(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    review.submit(lane_of(page), translator("fr"))
    return lane_of(page)


def test_each_language_has_its_review():
    tasks = GroupApprovalTask.objects.filter(name="Review (français)")
    assert [task.groups.get().name for task in tasks] == ["Reviewers (français)"]
    assert ReviewWorkflow.objects.count() == 2


def test_x(waiting, page):
    assert waiting.state == State.WAITING
    review.approve(waiting, reviewer("fr"))
    assert lane_of(page).state == State.UP_TO_DATE
