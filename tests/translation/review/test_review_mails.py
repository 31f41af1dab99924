"""Mails that tell of a review."""

import pytest
from django.core import mail
from django.test import override_settings
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from dci.outbox.models import Mail
from dci.translation import lanes
from dci.translation.review import workflow as review
from tests.factories import EditorFactory
from tests.translation.at_the_desk import lane_of, lane_url, reviewer
from tests.translation.review.reviewing import with_address

pytestmark = pytest.mark.django_db


def subjects() -> dict[str, str]:
    return {one.to[0].partition("@")[0]: one.subject for one in mail.outbox}


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


@override_settings(EMAIL_BACKEND="dci.outbox.backend.OutboxBackend")
def test_mail_is_kept_with_what_it_tells(page, maria, paul):
    lanes.save_draft(page, "fr", {"title": "À propos"})
    review.submit(lane_of(page), maria)
    assert [letter.message().to for letter in Mail.objects.all()] == [[paul.email]]
