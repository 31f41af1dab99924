"""What a lane has from Wagtail: history, schedule, review and lock of its own."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowTask

from dci.translation import lanes
from dci.translation.models import Translation
from tests.factories import ContentFactory, EditorFactory
from tests.translating import edit, fresh, states, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


def lane_of(page, language: str = "fr") -> Translation:
    return Translation.objects.of(page).get(language=language)


def schedule(page, title: str) -> Translation:
    """A French title whose time has come since it was approved."""
    lanes.save_draft(page, "fr", {"title": title})
    lane = lane_of(page).get_latest_revision_as_object()
    lane.go_live_at = timezone.now() + timedelta(hours=1)
    revision = lane.save_revision()
    revision.publish()
    hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=hour_ago,
        content={**revision.content, "go_live_at": hour_ago.isoformat()},
    )
    return lane_of(page)


# History


def test_every_draft_is_a_step_of_the_lanes_own_history(page):
    for title in ("À propos", "Le mouvement"):
        lanes.save_draft(page, "fr", {"title": title})
    titles = [one.as_object().get_segments()[0].target for one in lane_of(page).revisions.all()]
    assert (sorted(titles), page.revisions.count()) == (["Le mouvement", "À propos"], 0)


def test_history_says_who_wrote_a_translation(page):
    translator = EditorFactory()
    lane = lanes.save_draft(page, "fr", {"title": "À propos"}, user=translator)
    assert lane.get_latest_revision().user == translator


def test_older_step_can_be_made_public_again(page):
    translate(page)
    first = lane_of(page).live_revision
    lanes.save_draft(page, "fr", {"title": "Le mouvement"})
    lanes.publish(page, "fr")
    first.as_object().save_revision(previous_revision=first)
    lanes.publish(page, "fr")
    assert fresh(page).title_fr == "[fr] About us"


def test_older_step_follows_the_source_before_it_is_public_again(page):
    translate(page)
    first = lane_of(page).live_revision
    edit(page, title_en="The movement")
    with pytest.raises(lanes.Unanswered):
        first.publish()
    assert states(page)["title"] == "outdated"


def test_lanes_share_no_history(page):
    translate(page)
    translate(page, "es")
    for language in ("fr", "es"):
        lane = lane_of(page, language)
        assert {one.as_object().language for one in lane.revisions.all()} == {language}


# Schedule


def test_scheduled_lane_is_not_public_before_its_time(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    lane = lane_of(page).get_latest_revision_as_object()
    lane.go_live_at = timezone.now() + timedelta(hours=1)
    lane.save_revision().publish()
    assert lanes.available(fresh(page)) == ["en"]


def test_scheduled_lane_is_public_when_its_time_has_come(page):
    schedule(page, "À propos")
    call_command("publish_scheduled", verbosity=0)
    assert (fresh(page).title_fr, lane_of(page).live) == ("À propos", True)


def test_scheduled_lane_waits_for_its_translator_where_the_source_has_moved_on(page):
    schedule(page, "À propos")
    edit(page, title_en="The movement")
    with pytest.raises(CommandError, match="français"):
        call_command("publish_scheduled", verbosity=0)
    assert lanes.available(fresh(page)) == ["en"]


def test_lane_that_expires_is_withdrawn(page):
    translate(page)
    hour_ago = timezone.now() - timedelta(hours=1)
    Translation.objects.update(expire_at=hour_ago)
    call_command("publish_scheduled", verbosity=0)
    assert (fresh(page).title_fr, lane_of(page).live) == (None, False)


# Review and lock


@pytest.fixture
def review(page):
    """A French title that waits for a moderator."""
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Read by a second person")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    lanes.save_draft(page, "fr", {"title": "À propos"})
    return workflow.start(lane_of(page), EditorFactory())


def test_lane_under_review_is_not_public(page, review):
    assert lane_of(page).current_workflow_state == review
    assert lanes.available(fresh(page)) == ["en"]


def test_approved_lane_is_public(page, review):
    review.current_task_state.approve(user=EditorFactory())
    assert fresh(page).title_fr == "À propos"


def test_review_of_a_lane_is_none_of_the_page(page, review):
    assert fresh(page).current_workflow_state is None


def test_lock_of_a_lane_locks_neither_the_page_nor_the_other_language(page):
    translate(page, "es")
    lanes.save_draft(page, "fr", {"title": "À propos"})
    lane = lane_of(page)
    lane.locked, lane.locked_by = True, EditorFactory()
    lane.save(update_fields=["locked", "locked_by"])
    assert [lane_of(page).locked, lane_of(page, "es").locked, fresh(page).locked] == [
        True,
        False,
        False,
    ]
