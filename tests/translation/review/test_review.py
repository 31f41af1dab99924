"""A translator submits a lane, a reviewer approves or returns it."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import GroupApprovalTask, Workflow

from dci.translation import lanes
from dci.translation.apps import TranslationConfig
from dci.translation.models import ReviewWorkflow, State, Unanswered
from dci.translation.review import locks
from dci.translation.review import workflow as review
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import (
    lane_form,
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
)
from tests.translation.review.reviewing import press, said

pytestmark = pytest.mark.django_db


# The workflows


def test_each_language_has_its_review():
    tasks = GroupApprovalTask.objects.filter(name="Review (français)")
    assert [task.groups.get().name for task in tasks] == ["Reviewers (français)"]


def test_review_stays_as_administrators_have_made_it():
    Workflow.objects.filter(name="Review (français)").delete()
    review.make_workflows(TranslationConfig.create("dci.translation"))
    assert list(ReviewWorkflow.objects.values_list("language", flat=True)) == ["es"]


def test_language_without_a_review_offers_none(page, maria):
    Workflow.objects.get(name="Review (français)").deactivate()
    content = signed_in(maria).get(lane_url(page)).content.decode()
    assert "submit_for_review" not in content


# Submitting


def test_translator_saves_and_submits(page, maria):
    form = lane_form(signed_in(maria), page)
    form["target:title"] = "À propos"
    form.send("submit_for_review")
    lane = lane_of(page)
    assert (lane.state, lane.work.get_segments()[0].target) == (State.WAITING, "À propos")


def test_unanswered_passage_keeps_from_submitting_and_is_pointed_at(page, maria):
    response = lane_form(signed_in(maria), page).send("submit_for_review")
    shown = signed_in(maria).get(lane_url(page))
    assert (response.status_code, lane_of(page).state) == (302, State.MISSING)
    assert "#segment-1" in shown.content.decode()


def test_what_was_published_unchanged_is_not_submitted(page, maria):
    translate(page)
    form = lane_form(signed_in(maria), page)
    form.send("submit_for_review")
    assert not lane_of(page).workflow_in_progress


def test_who_may_not_publish_is_told_to_submit(page, maria, paul):
    def said_to(person) -> str:
        return signed_in(person).get(lane_url(page)).content.decode()

    ready, claire = "Everything is translated; the draft can be", translator("fr")
    lanes.save_draft(page, "fr", {"title": "À propos"})
    assert f"{ready} submitted" in said_to(claire)
    assert f"{ready} published" in said_to(paul)
    review.submit(lane_of(page), claire)
    assert ready not in said_to(claire)


def test_submitting_twice_is_refused(waiting, maria, paul):
    with pytest.raises(review.ValidationError):
        review.submit(lane_of(waiting), paul)


def test_translator_of_another_language_does_not_submit(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    form = lane_form(signed_in(reviewer("fr")), page)
    form.client = signed_in(reviewer("es"))
    form.send("submit_for_review")
    assert not lane_of(page).workflow_in_progress


# While it waits


def test_translator_reads_only_while_it_waits(waiting, maria):
    form = lane_form(signed_in(maria), waiting)
    assert "Save draft" not in form.response.content.decode()
    form["target:title"] = "Mieux"
    assert form.send().status_code == 423
    assert lane_of(waiting).work.get_segments()[0].target == "À propos"


def test_text_that_was_typed_too_late_is_shown_again(waiting, maria):
    form = lane_form(signed_in(maria), waiting)
    form["target:title"] = "Mieux dit"
    assert "Mieux dit" in form.send().content.decode()


def test_reviewer_mends_what_waits(waiting, paul):
    form = lane_form(signed_in(paul), waiting)
    form["target:title"] = "Qui sommes-nous"
    form.send("approve")
    assert fresh(waiting).title_fr == "Qui sommes-nous"


def test_translator_takes_back(waiting, maria):
    press(maria, waiting, "take_back")
    assert lane_of(waiting).state == State.IN_PROGRESS
    assert locks.lock_for(lane_of(waiting), maria) is None


def test_another_translator_does_not_take_back(waiting):
    press(translator("fr"), waiting, "take_back")
    assert lane_of(waiting).state == State.WAITING


# Approving and returning


def test_approved_lane_is_public(waiting, paul):
    form = lane_form(signed_in(paul), waiting)
    form.send("approve")
    lane = lane_of(waiting)
    assert (fresh(waiting).title_fr, lane.state) == ("À propos", State.UP_TO_DATE)


@pytest.mark.parametrize("role", [(translator, "fr"), (reviewer, "es")])
def test_nobody_else_approves(waiting, role):
    make, language = role
    other = make(language)
    signed_in(other).post(lane_url(waiting), {"approve": "1"})
    with pytest.raises(PermissionDenied):
        review.approve(lane_of(waiting), other)
    assert lane_of(waiting).state == State.WAITING


def test_source_that_moved_on_keeps_from_approving(waiting, paul):
    edit(waiting, title_en="The movement")
    with pytest.raises(Unanswered):
        review.approve(lane_of(waiting), paul)
    assert lane_of(waiting).state == State.WAITING


def test_returned_lane_says_why(waiting, maria, paul):
    press(paul, waiting, "return", comment="Plus court")
    assert "Plus court" in signed_in(maria).get(lane_url(waiting)).content.decode()
    assert lane_of(waiting).state == State.IN_PROGRESS


def test_nothing_is_returned_without_a_word(waiting, paul):
    assert "what is to be changed" in said(press(paul, waiting, "return", comment=" "))
    assert lane_of(waiting).state == State.WAITING


def test_returned_lane_is_submitted_again(waiting, maria, paul):
    review.send_back(lane_of(waiting), paul, "Plus court")
    review.submit(lane_of(waiting), maria)
    assert lane_of(waiting).state == State.WAITING


def test_returned_lane_is_submitted_by_somebody_else(waiting, paul):
    review.send_back(lane_of(waiting), paul, "Plus court")
    other = translator("fr")
    review.submit(lane_of(waiting), other)
    assert lane_of(waiting).current_workflow_state.requested_by == other


def test_reviewer_publishes_directly(page, paul):
    form = lane_form(signed_in(paul), page)
    form["target:title"] = "À propos"
    form.send("publish")
    assert (fresh(page).title_fr, lane_of(page).state) == ("À propos", State.UP_TO_DATE)


def test_review_that_an_administrator_ends_is_over_at_the_desk(waiting):
    Workflow.objects.get(name="Review (français)").deactivate()
    assert lane_of(waiting).state == State.IN_PROGRESS


def test_unknown_action_is_refused(waiting, maria):
    response = press(maria, waiting, "delete")
    assert response.redirect_chain[0][0] == "/admin/"


# The checks


def test_what_the_checks_find_is_told_on_submitting(page, maria):
    edit(page, title_en="About us in 2018")
    form = lane_form(signed_in(maria), page)
    form["target:title"] = "À propos de nous en 2019"
    form.send("submit_for_review")
    assert lane_of(page).state == State.WAITING
    assert "Les vérifications" in said(form.client.get(lane_url(page)))


def test_reviewer_sees_what_the_checks_find(page, maria, paul):
    edit(page, title_en="About us in 2018")
    lanes.save_draft(page, "fr", {"title": "À propos de nous en 2019"}, user=maria)
    review.submit(lane_of(page), maria)
    findings = signed_in(paul).get(lane_url(page)).context["findings"]
    assert [one["number"] for one in findings] == [1]


def test_checks_do_not_keep_from_publishing(page, paul):
    edit(page, title_en="About us in 2018")
    form = lane_form(signed_in(paul), page)
    form["target:title"] = "À propos de nous en 2019"
    form.send("publish")
    assert fresh(page).title_fr == "À propos de nous en 2019"
    assert "The checks ask you to look at 1 passage" in said(form.client.get(lane_url(page)))
