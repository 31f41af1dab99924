"""Nobody on a picture is shown without consent, whatever publishes the page."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from dci.consent.publishing import ConsentMissing
from dci.models import ContentPage, SiteImage
from dci.translation import lanes
from tests.admin import Form
from tests.factories import (
    ContentFactory,
    EditorFactory,
    ImageFactory,
    OrganisationFactory,
    PartnerFactory,
    ProjectFactory,
)
from tests.translating import fresh, translate

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 20)
ASK = "consent of those shown is unknown or has run out"


@pytest.fixture
def editor(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def picture() -> SiteImage:
    return ImageFactory(consent="unknown", title="Girls at the congress")


@pytest.fixture
def draft(picture) -> ContentPage:
    """A page that was never published, with the picture in its text."""
    page = ContentFactory(title_en="Congress", live=False)
    page.body_en = body_with(picture)
    page.save_revision()
    return page


def body_with(picture: SiteImage) -> list:
    return [("image", {"image": picture, "caption": ""})]


def edit_url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def is_live(page) -> bool:
    page.refresh_from_db(fields=["live"])
    return page.live


def publish_in_editor(editor, page) -> str:
    """Press "publish"; what is said then."""
    form = Form(editor, edit_url(page))
    response = form.send("action-publish")
    return editor.get(response.url).content.decode()


def test_editor_is_told_which_picture_and_led_to_it(editor, draft, picture):
    said = publish_in_editor(editor, draft)
    assert ASK in said
    assert reverse("wagtailimages:edit", args=[picture.pk]) in said
    assert not is_live(draft)


def test_what_was_written_is_kept_as_a_draft(editor, draft):
    form = Form(editor, edit_url(draft))
    form["title_en"] = "Congress in Paris"
    form.send("action-publish")
    assert fresh(draft).get_latest_revision_as_object().title_en == "Congress in Paris"


def test_page_is_published_once_the_consent_is_noted(editor, draft, picture):
    form = Form(editor, reverse("wagtailimages:edit", args=[picture.pk]))
    form["consent"] = "given"
    form.send()
    assert ASK not in publish_in_editor(editor, draft)
    assert is_live(draft)


@pytest.mark.parametrize(
    ("consent", "until", "is_shown"),
    [
        ("unknown", None, False),
        ("none_needed", None, True),
        ("given", None, True),
        ("given", TODAY, True),
        ("given", TODAY - timedelta(days=1), False),
    ],
)
def test_consent_holds_until_its_last_day(editor, draft, picture, consent, until, is_shown):
    SiteImage.objects.filter(pk=picture.pk).update(consent=consent, consent_until=until)
    publish_in_editor(editor, draft)
    assert is_live(draft) is is_shown


def test_new_page_stays_a_draft(editor, picture):
    home = ContentFactory().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["dci", "contentpage", home.pk])
    form = Form(editor, url)
    form["title_en"], form["slug"] = "New", "new"
    form.add_block("body_en", "image", {"image": {"id": picture.pk, "edit_url": ""}, "caption": ""})
    form.send("action-publish")
    assert form.errors == {}
    assert not ContentPage.objects.get(slug="new").live


def test_public_page_stays_as_it_is_whatever_its_versions_say(editor, picture):
    page = ContentFactory(title_en="Congress", first_published_at=timezone.now())
    page.body_en = body_with(picture)
    page.title_en = "Congress in Paris"
    page.save_revision()
    assert page.live_revision is None
    publish_in_editor(editor, page)
    assert (fresh(page).live, fresh(page).title_en) == (True, "Congress")


def test_project_with_such_a_picture_of_its_own_is_not_published(picture):
    project = ProjectFactory(live=False)
    project.image = picture
    with pytest.raises(ConsentMissing):
        project.save_revision().publish()


def test_logo_counts_as_a_picture_of_the_page(picture):
    partner = PartnerFactory(live=False, organisation=OrganisationFactory(logo=picture))
    with pytest.raises(ConsentMissing, match="Girls at the congress"):
        partner.save_revision().publish()


def test_logo_in_a_block_counts(picture):
    shown = {"heading": "", "organisations": [OrganisationFactory(logo=picture)]}
    page = ContentFactory(live=False)
    page.body_en = [("logo_wall", shown)]
    with pytest.raises(ConsentMissing):
        page.save_revision().publish()


def test_picture_within_a_text_counts(picture):
    text = f'<p>a</p><embed embedtype="image" id="{picture.pk}" alt="" format="fullwidth"/>'
    page = ContentFactory(live=False)
    page.body_en = [("text", text)]
    with pytest.raises(ConsentMissing):
        page.save_revision().publish()


def test_list_publishes_nothing_and_says_why(editor, draft):
    url = reverse("wagtail_bulk_action", args=["dci", "sitepage", "publish"])
    response = editor.post(f"{url}?id={draft.pk}&next=/admin/")
    assert ASK in editor.get(response.url).content.decode()
    assert not is_live(draft)


def test_review_that_is_approved_publishes_nothing_and_says_why(editor, draft):
    state = Workflow.objects.get(name="Moderators approval").start(draft, None)
    task = state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", task.pk])
    response = editor.post(url, {"next": edit_url(draft)}, headers={"referer": edit_url(draft)})
    assert ASK in editor.get(response.url).content.decode()
    assert not is_live(draft)


def test_program_is_told_in_its_own_language(editor, draft):
    url = reverse("wagtailadmin_api:pages:action", args=[draft.pk, "publish"])
    answer = editor.post(url, headers={"accept": "application/json"})
    assert (answer.status_code, ASK in answer.content.decode()) == (400, True)
    assert not is_live(draft)


def test_schedule_is_kept_and_reported(draft, picture):
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()
    with pytest.raises(CommandError, match="Girls at the congress"):
        call_command("publish_scheduled", stdout=StringIO())
    revision.refresh_from_db()
    assert revision.approved_go_live_at
    assert not is_live(draft)


def test_copy_is_not_published_either(editor, draft, picture):
    SiteImage.objects.filter(pk=picture.pk).update(consent="given")
    draft.get_latest_revision().publish()
    SiteImage.objects.filter(pk=picture.pk).update(consent="unknown")
    form = Form(editor, reverse("wagtailadmin_pages:copy", args=[draft.pk]))
    form.data |= {"new_slug": "copy", "publish_copies": "on"}
    form.send()
    assert not ContentPage.objects.filter(slug="copy", live=True).exists()


def test_translation_with_a_picture_of_its_own_is_not_published(picture):
    own = {"type": "image", "id": "i", "value": {"image": ImageFactory().pk, "caption": ""}}
    page = ContentFactory(body_en=[own])
    translate(page, "fr")
    lane = lanes.lane(page, "fr")
    lane.overrides = {"body.i.image": picture.pk}
    lane.save_revision(clean=False)
    with pytest.raises(ConsentMissing), transaction.atomic():
        lanes.publish(page, "fr")
    assert fresh(page).body_fr[0].value["image"] != picture


def test_what_changes_no_picture_of_a_public_page_is_let_through(draft, picture):
    SiteImage.objects.filter(pk=picture.pk).update(consent="given")
    draft.get_latest_revision().publish()
    SiteImage.objects.filter(pk=picture.pk).update(consent="unknown")
    ContentPage.objects.get(pk=draft.pk).save()
    assert is_live(draft)
