"""A translator submits a lane, a reviewer approves or returns it."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import override_settings
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from dci.translation import lanes
from dci.translation.apps import TranslationConfig
from dci.translation.models import ReviewWorkflow, State, Translation, Unanswered
from dci.translation.review import locks
from dci.translation.review import workflow as review
from tests.factories import ContentFactory, EditorFactory
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import (
    lane_form,
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


@pytest.fixture
def maria():
    return with_address(translator("fr", language="fr"))


@pytest.fixture
def paul():
    return with_address(reviewer("fr"))


@pytest.fixture
def waiting(page, maria):
    """A French title that Maria has submitted."""
    lanes.save_draft(page, "fr", {"title": "À propos"}, user=maria)
    review.submit(lane_of(page), maria)
    mail.outbox.clear()
    return page


def with_address(person):
    person.email = f"{person.username}@example.org"
    person.save()
    return person


def press(person, page, action: str, **data):
    url = f"{lane_url(page)}review/"
    return signed_in(person).post(url, {"action": action, **data}, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def subjects() -> dict[str, str]:
    return {one.to[0].partition("@")[0]: one.subject for one in mail.outbox}


def workflow_url(page, action: str) -> str:
    task_state = lane_of(page).current_workflow_task_state
    return f"{lane_url(page)}workflow/{action}/{task_state.pk}/"


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


# Wagtail's own ways


def test_dashboard_of_a_reviewer_leads_to_the_lane(waiting, paul):
    content = signed_in(paul).get("/admin/").content.decode()
    assert lane_url(waiting) in content
    assert workflow_url(waiting, "approve") in content


def test_reviewer_approves_on_the_dashboard(waiting, paul):
    signed_in(paul).post(workflow_url(waiting, "approve"))
    assert fresh(waiting).title_fr == "À propos"


def test_reviewer_returns_on_the_dashboard(waiting, paul):
    client = signed_in(paul)
    assert client.get(workflow_url(waiting, "reject")).status_code == 200
    client.post(workflow_url(waiting, "reject"), {"comment": "Plus court"})
    assert lane_of(waiting).state == State.IN_PROGRESS


def test_dashboard_does_not_publish_a_gap(waiting, paul):
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


# Mails


def test_reviewers_of_the_language_are_told_of_a_submission(page, maria, paul):
    with_address(reviewer("es"))
    lanes.save_draft(page, "fr", {"title": "À propos"})
    review.submit(lane_of(page), maria)
    assert subjects() == {paul.username: "Translation to review: About us (français)"}
    assert lane_url(page) in mail.outbox[0].body


def test_translator_is_told_of_a_return_in_their_language(waiting, maria, paul):
    review.send_back(lane_of(waiting), paul, "Plus court")
    assert subjects().keys() == {maria.username}
    assert "Plus court" in mail.outbox[0].body
    assert subjects() == {maria.username: "Traduction renvoyée : About us (français)"}
    assert lane_url(waiting) in mail.outbox[0].body


def test_translator_is_told_of_an_approval(waiting, maria, paul):
    review.approve(lane_of(waiting), paul)
    assert subjects() == {maria.username: "Traduction approuvée : About us (français)"}


def test_administrator_gets_one_mail_of_a_submission(page, maria, paul):
    boss = with_address(EditorFactory(is_superuser=True))
    lanes.save_draft(page, "fr", {"title": "À propos"})
    review.submit(lane_of(page), maria)
    assert sorted(one.to[0] for one in mail.outbox) == sorted([boss.email, paul.email])


def test_mails_about_pages_are_wagtails(page, paul):
    editor = with_address(EditorFactory())
    workflow, task = Workflow.objects.create(name="Pages"), GroupApprovalTask(name="Pages")
    task.save()
    task.groups.set(paul.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    workflow.start(page, editor)
    assert "submitted for approval" in subjects()[paul.username]


def test_who_wants_no_mail_gets_none(page, maria, paul):
    UserProfile.objects.filter(user=paul).update(submitted_notifications=False)
    lanes.save_draft(page, "fr", {"title": "À propos"})
    review.submit(lane_of(page), maria)
    assert mail.outbox == []


AFTER_COMMIT = override_settings(
    EMAIL_BACKEND="dci.mail.AfterCommitBackend",
    MAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
)
BROKEN = override_settings(
    EMAIL_BACKEND="dci.mail.AfterCommitBackend", MAIL_BACKEND="tests.translation.no_mail.Backend"
)


@AFTER_COMMIT
def test_mail_waits_for_the_commit(page, maria, paul, django_capture_on_commit_callbacks):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    with django_capture_on_commit_callbacks(execute=True):
        review.submit(lane_of(page), maria)
        assert mail.outbox == []
    assert subjects().keys() == {paul.username}


@BROKEN
def test_mail_server_that_is_down_loses_no_work(
    page, maria, paul, django_capture_on_commit_callbacks, caplog
):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    with django_capture_on_commit_callbacks(execute=True):
        review.submit(lane_of(page), maria)
    assert lane_of(page).state == State.WAITING
    assert "could not be sent" in caplog.text


@BROKEN
@pytest.mark.django_db(transaction=True)
def test_mail_outside_a_transaction_tells_its_caller():
    assert not transaction.get_connection().in_atomic_block
    with pytest.raises(ConnectionRefusedError):
        mail.send_mail("Hello", "", None, ["maria@example.org"])


# The lock


def test_who_locks_works_alone(page, maria):
    press(maria, page, "lock")
    other = translator("fr")
    assert signed_in(maria).get(lane_url(page)).context["is_locked"] is False
    shown = signed_in(other).get(lane_url(page))
    assert (shown.context["is_locked"], maria.username in shown.content.decode()) == (True, True)


def test_nobody_else_writes_a_locked_lane(page, maria):
    form = lane_form(signed_in(reviewer("fr")), page)
    press(maria, page, "lock")
    form["target:title"] = "À propos"
    assert form.send("publish").status_code == 423
    assert (lane_of(page).latest_revision, fresh(page).title_fr) == (None, None)


def test_nobody_else_saves_a_passage_of_a_locked_lane(page, maria):
    press(maria, page, "lock")
    client = signed_in(translator("fr"))
    response = client.post(f"{lane_url(page)}segment/", {"target:title": "À propos"})
    assert (response.status_code, lane_of(page).latest_revision) == (423, None)


def test_reviewer_unlocks_and_another_translator_does_not(page, maria, paul):
    press(maria, page, "lock")
    press(translator("fr"), page, "unlock")
    assert lane_of(page).locked
    press(paul, page, "unlock")
    assert not lane_of(page).locked


def test_lock_of_another_language_is_refused(page):
    press(reviewer("es"), page, "lock")
    assert not lane_of(page).locked


def test_locked_lane_is_not_locked_again(page, maria, paul):
    press(maria, page, "lock")
    press(paul, page, "lock")
    assert lane_of(page).locked_by == maria


def test_lock_leaves_what_is_public_alone(page, maria):
    translate(page)
    lanes.save_draft(page, "fr", {"title": "Brouillon"})
    locks.lock(lane_of(page).work, maria)
    assert lane_of(page).get_segments()[0].target == "[fr] About us"


def test_source_moves_on_under_a_lock(page, maria):
    translate(page)
    locks.lock(lane_of(page), maria)
    edit(page, title_en="The movement")
    assert lane_of(page).state == State.OUTDATED


def test_administrator_may_do_all_of_it(page):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    admin = EditorFactory()
    review.submit(lane_of(page), admin)
    review.approve(lane_of(page), admin)
    assert Translation.objects.of(page).filter(live=True).count() == 1


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
