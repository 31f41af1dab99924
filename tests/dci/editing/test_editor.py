"""The page editor's views, one by one."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dci.models import ContentPage
from dci.translation import lanes
from dci.translation.review import workflow as review
from projects.models import ProjectPage
from tests.admin import Form
from tests.factories import (
    ContentFactory,
    DocumentSetFactory,
    HomeFactory,
    ProjectFactory,
    publish_lane,
)
from tests.translation.at_the_desk import lane_of, reviewer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="About", introduction_en="Who we are")


def latest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_token_is_in_the_form_and_nobody_sees_it(editor, open_form, page):
    html = open_form(editor(), page).response.content
    token = BeautifulSoup(html, "html.parser").select("form [name=opened_with]")
    assert [field["type"] for field in token] == ["hidden"]
    assert b"Opened with" not in html


def test_draft_is_saved(editor, open_form, page):
    form = open_form(editor(), page)
    form["title_en"] = "About us"
    form.send()
    page.refresh_from_db()
    assert (page.title_en, page.has_unpublished_changes) == ("About", True)
    assert latest(page).title_en == "About us"


def test_page_is_published(editor, open_form, page):
    form = open_form(editor(), page)
    form["title_en"] = "About us"
    form.send("action-publish")
    page.refresh_from_db()
    assert (page.title_en, page.has_unpublished_changes) == ("About us", False)


def revert(client, page, revision) -> Form:
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision.pk])
    return Form(client, url)


def test_old_version_is_published_again(editor, open_form, page):
    old = page.save_revision()
    form = open_form(editor(), page)
    form["title_en"] = "About us"
    form.send("action-publish")
    assert revert(form.client, page, old).send("action-publish").status_code == 302
    page.refresh_from_db()
    assert page.title_en == "About"


def test_reverting_does_not_undo_what_was_saved_meanwhile(editor, open_form, page):
    old = page.save_revision()
    anna = open_form(editor(), page)
    anna["title_en"] = "About us"
    anna.send()
    ben = revert(editor(), page, old)
    anna.reload()["introduction_en"] = "What we are"
    anna.send()
    ben.send()
    assert (latest(page).title_en, latest(page).introduction_en) == ("About", "What we are")


def test_reverting_what_was_changed_meanwhile_is_refused(editor, open_form, page):
    old = page.save_revision()
    anna = open_form(editor(), page)
    anna["title_en"] = "About us"
    anna.send()
    ben = revert(editor(), page, old)
    anna.reload()["title_en"] = "We"
    anna.send()
    assert ben.send().status_code == 409
    assert latest(page).title_en == "We"


def test_page_is_made(editor):
    url = reverse("wagtailadmin_pages:add", args=["dci", "contentpage", HomeFactory().pk])
    form = Form(editor(), url)
    form.data |= {"title_en": "About", "slug": "about"}
    assert form.send("action-publish").status_code == 302
    assert ContentPage.objects.get(live=True).title_en == "About"


def test_page_without_a_title_yet_is_previewed(editor):
    kind = ["dci", "contentpage", HomeFactory().pk]
    form = Form(editor(), reverse("wagtailadmin_pages:add", args=kind))
    preview = reverse("wagtailadmin_pages:preview_on_add", args=kind)
    answer = form.client.post(preview, form.data).json()
    assert answer == {"is_valid": True, "is_available": True}
    assert "Placeholder title" in form.client.get(preview).content.decode()


def test_edited_page_is_previewed(editor, open_form, page):
    form = open_form(editor(), page)
    form["title_en"] = "About us"
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert form.client.post(preview, form.data).json()["is_valid"]
    assert "About us" in form.client.get(preview).content.decode()
    assert latest(page).title_en == "About"


def test_page_is_submitted_and_approved(editor, open_form, page):
    form = open_form(editor(), page)
    form["title_en"] = "About us"
    assert form.send("action-submit").status_code == 302
    state = page.workflow_states.get().current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    assert form.client.post(approve).status_code == 302
    page.refresh_from_db()
    assert page.title_en == "About us"


@pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
def test_review_of_a_translation_is_not_decided_at_a_page(editor, open_form, page, view):
    open_form(editor(), page).send("action-submit")
    other, paul = ContentFactory(title_en="Actions"), reviewer("fr")
    lanes.save_draft(other, "fr", {"title": "Actions"})
    review.submit(lane_of(other), paul)
    task_state = lane_of(other).current_workflow_task_state
    url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk, "approve", task_state.pk])
    assert signed_in(paul).post(url).status_code == 404
    assert lane_of(other).workflow_in_progress


def test_approving_without_a_change_makes_no_version(editor, open_form, page):
    form = open_form(editor(), page)
    form.send("action-submit")
    form.reload()["workflow-action-name"] = "approve"
    form.send("action-workflow-action")
    assert page.revisions.count() == 1
    assert page.workflow_states.get().status == "approved"


def test_merge_also_holds_when_a_page_is_submitted(editor, open_form, page):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    anna["title_en"] = "About us"
    anna.send()
    ben["introduction_en"] = "What we are"
    ben.send("action-submit")
    assert (latest(page).title_en, latest(page).introduction_en) == ("About us", "What we are")


# A copy


def copy(client, page, **values) -> Form:
    form = Form(client, reverse("wagtailadmin_pages:copy", args=[page.pk]))
    form.data |= values
    form.send()
    return form


@pytest.mark.parametrize("language", ["en", "fr"])
def test_copy_has_the_title_that_it_was_given(editor, page, language):
    publish_lane(page, "fr", title="À propos")
    form = copy(editor(language=language), page, new_title="About them", new_slug="about-them")
    assert form.response.status_code == 302
    made = ContentPage.objects.get(slug="about-them")
    assert (made.title_en, made.draft_title, made.title_fr) == ("About them", "About them", None)
    assert latest(made).title_en == "About them"


def test_copy_is_offered_the_english_title(editor, page):
    publish_lane(page, "fr", title="À propos")
    form = Form(editor(language="fr"), reverse("wagtailadmin_pages:copy", args=[page.pk]))
    assert form["new_title"] == "About"


def test_copy_is_refused_an_address_that_is_taken_in_another_language(editor, page):
    other = ContentFactory(title_en="They")
    ContentPage.objects.filter(pk=other.pk).update(slug_fr="eux")
    form = copy(editor(), page, new_slug="eux")
    assert "new_slug" in form.errors


def test_publishing_a_copy_takes_nothing_from_the_original(editor, open_form):
    project = ProjectFactory()
    DocumentSetFactory(project=project, in_languages=["en", "ar"])
    project.save_revision()
    copy(editor(), project, new_slug="copied")
    made = ProjectPage.objects.get(slug="copied")
    open_form(editor(), made).send("action-publish")
    for page in (project, made):
        assert [row.variants.count() for row in page.document_sets.all()] == [2]
