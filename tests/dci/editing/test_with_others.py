"""What Wagtail has for working together, on our pages and by people who are no administrators."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment

from tests.admin import Form
from tests.factories import ContentFactory, ProjectFactory
from tests.roles import group
from tests.translating import fresh
from tests.translation.at_the_desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ContentFactory(title_en="About", introduction_en="Who we are")
    page.save_revision().publish()
    return fresh(page)


def with_mail(person, address: str):
    person.email = address
    person.save()
    return person


@pytest.fixture
def anna():
    """An editor, who writes and does not publish."""
    return with_mail(group("Editors"), "anna@example.org")


@pytest.fixture
def mona():
    """A moderator, who publishes."""
    return with_mail(group("Moderators"), "mona@example.org")


def form_of(person, page) -> Form:
    return Form(signed_in(person), reverse("wagtailadmin_pages:edit", args=[page.pk]))


def comment(person, page, **values) -> None:
    """Add a comment to the introduction, or with a key change the one that is there."""
    form = form_of(person, page)
    form.data |= {"comments-TOTAL_FORMS": 1, "comments-INITIAL_FORMS": int("id" in values)}
    comment = {"contentpath": "introduction_en", "position": "", "resolved": "", "id": ""}
    replies = {"replies-TOTAL_FORMS": 0, "replies-INITIAL_FORMS": 0}
    found = comment | replies | values
    form.data |= {f"comments-0-{name}": value for name, value in found.items()}
    assert form.send().status_code == 302


# Comments


def test_editor_comments_and_the_next_one_reads_it(anna, mona, page):
    comment(anna, page, text="Since when?")
    shown = form_of(mona, page).response.content
    data = json.loads(BeautifulSoup(shown, "html.parser").select_one("#comments-data").string)
    assert [(one["text"], one["contentpath"]) for one in data["comments"]] == [
        ("Since when?", "introduction_en")
    ]


def test_comment_of_somebody_else_is_resolved(anna, mona, page):
    comment(anna, page, text="Since when?")
    found = Comment.objects.get()
    comment(mona, page, id=found.pk, text=found.text, resolved="on")
    assert Comment.objects.get().resolved_by == mona


def test_who_follows_a_page_gets_a_mail_about_a_comment(anna, mona, page, mailoutbox):
    form = form_of(mona, page)
    form["comment_notifications"] = ["on"]
    form.send()
    comment(anna, page, text="Since when?")
    assert [mail.to for mail in mailoutbox] == [[mona.email]]
    assert "About" in mailoutbox[0].subject


# Workflow


def test_editor_submits_and_a_moderator_publishes(anna, mona, page, mailoutbox):
    form = form_of(anna, page)
    form["introduction_en"] = "Who we have become"
    assert form.send("action-publish").status_code == 302  # no right: it is kept as a draft
    assert fresh(page).introduction_en == "Who we are"
    form.reload().send("action-submit")
    assert mona.email in {address for mail in mailoutbox for address in mail.to}
    task = page.workflow_states.get().current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    signed_in(anna).post(approve)
    assert fresh(page).introduction_en == "Who we are"
    signed_in(mona).post(approve)
    assert fresh(page).introduction_en == "Who we have become"


def test_moderator_asks_for_changes_and_the_editor_hears_why(anna, mona, page, mailoutbox):
    form_of(anna, page).send("action-submit")
    task = page.workflow_states.get().current_task_state
    reject = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", task.pk])
    mailoutbox.clear()
    signed_in(mona).post(reject, {"comment": "Too long"})
    assert [mail.to for mail in mailoutbox] == [[anna.email]]
    assert "Too long" in mailoutbox[0].body


# Schedule


def test_page_is_published_on_the_day_that_was_set(mona, page, monkeypatch):
    day = timezone.now() + timedelta(days=2)
    form = form_of(mona, page)
    form["introduction_en"] = "From tomorrow on"
    form["go_live_at"] = timezone.localtime(day).strftime("%Y-%m-%d %H:%M")
    assert form.send("action-publish").status_code == 302
    assert fresh(page).introduction_en == "Who we are"
    monkeypatch.setattr(timezone, "now", lambda: day)
    call_command("publish_scheduled")
    assert fresh(page).introduction_en == "From tomorrow on"


# Locks


def test_locked_page_is_for_who_has_locked_it(anna, mona, page):
    signed_in(mona).post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    form = form_of(anna, page)
    assert "is locked" in " ".join(form.response.content.decode().split())
    form["introduction_en"] = "Who we have become"
    form.send()
    latest = fresh(page).get_latest_revision_as_object()
    assert latest.introduction_en == "Who we are"
    mine = form_of(mona, page)
    mine["introduction_en"] = "Who we were"
    mine.send()
    assert fresh(page).get_latest_revision_as_object().introduction_en == "Who we were"


def test_unlocked_page_is_for_everybody_again(anna, mona, page):
    for view in ("lock", "unlock"):
        signed_in(mona).post(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
    form = form_of(anna, page)
    form["introduction_en"] = "Who we have become"
    form.send()
    latest = fresh(page).get_latest_revision_as_object()
    assert latest.introduction_en == "Who we have become"


# Previews


def test_preview_is_offered_in_each_language_and_on_three_screens(anna):
    shown = BeautifulSoup(form_of(anna, ProjectFactory()).response.content, "html.parser")
    panel = shown.select_one("[data-side-panel=preview]")
    assert [mode.text.strip() for mode in panel.select("[name=preview_mode] option")] == [
        "English", "français", "español"
    ]  # fmt: skip
    widths = [size["data-device-width"] for size in panel.select("[name=preview-size]")]
    assert len(widths) == 3
