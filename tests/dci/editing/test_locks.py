"""Whatever writes a page holds its row before it reads what it is going to change."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dci import writing
from dci.models import ContentPage
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory

pytestmark = pytest.mark.django_db

# A look for a schedule, to tell whether somebody may unpublish a page, reads no content to be kept.
READS_CONTENT = re.compile(
    r'^SELECT .*"wagtailcore_revision"\."content"(?!.*approved_go_live_at" IS)'
)
WRITES_PAGE = re.compile(r'^(UPDATE|DELETE FROM|INSERT INTO) "dci_(sitepage|contentpage)"')


@pytest.fixture
def page():
    page = ContentFactory(title_en="About")
    page.save_revision()
    return page


@pytest.fixture
def other():
    return ContentFactory(title_en="Elsewhere")


@pytest.fixture
def client():
    client = Client()
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def unlocked(monkeypatch):
    """What is read and written of a page within the block, before the page is locked."""

    @contextmanager
    def watch(*pages):
        keys, held, found = {page.pk for page in pages}, set(), []

        @contextmanager
        def lock(rows):
            with take_lock(rows):
                held.update(rows.values_list("pk", flat=True))
                yield

        def look(execute, sql, params, many, context):
            if not keys <= held and (READS_CONTENT.match(sql) or WRITES_PAGE.match(sql)):
                found.append(sql)
            return execute(sql, params, many, context)

        take_lock = writing.lock_rows
        monkeypatch.setattr(writing, "lock_rows", lock)
        with connection.execute_wrapper(look):
            yield found
        assert keys <= held

    return watch


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_saving(client, page, unlocked, button):
    form = Form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form["title_en"] = "About us"
    with unlocked(page) as found:
        assert form.send(button).status_code == 302
    assert not found


def test_reverting(client, page, unlocked):
    version = [page.pk, page.latest_revision_id]
    form = Form(client, reverse("wagtailadmin_pages:revisions_revert", args=version))
    with unlocked(page) as found:
        assert form.send().status_code == 302
    assert not found


def test_creating_locks_the_pages_above(client, page, unlocked):
    kind = ["dci", "contentpage", page.pk]
    form = Form(client, reverse("wagtailadmin_pages:add", args=kind))
    form.data |= {"title_en": "Below", "slug": "below"}
    with unlocked(page, *page.get_ancestors()) as found:
        assert form.send().status_code == 302
    assert not found


def test_copying_locks_the_place_it_goes_to(client, page, other, unlocked):
    form = Form(client, reverse("wagtailadmin_pages:copy", args=[page.pk]))
    form["new_parent_page"] = other.pk
    with unlocked(page, other, *page.get_ancestors()) as found:
        assert form.send().status_code == 302
    assert not found


@pytest.mark.parametrize(
    ("view", "also"),
    [
        ("delete", []),
        ("unpublish", []),
        ("lock", []),
        ("set_page_position", []),
        ("move_confirm", ["other"]),
        ("set_privacy", []),
        ("revisions_unschedule", ["version"]),
    ],
)
def test_pressing_a_button(client, page, other, unlocked, view, also):
    more = {"other": other.pk, "version": page.latest_revision_id}
    if view == "revisions_unschedule":
        page.go_live_at = timezone.now() + timedelta(days=1)
        page.save_revision(approved_go_live_at=page.go_live_at)
    url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *(more[name] for name in also)])
    with unlocked(page) as found:
        assert client.post(url, {"restriction_type": "none"}).status_code in {200, 302}
    assert not found


def test_unpublishing_with_all_below_locks_these_too(client, page, unlocked):
    below = ContentFactory(parent=page)
    url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    with unlocked(page, below) as found:
        client.post(url, {"include_descendants": "on"})
    assert not found
    assert not ContentPage.objects.live().exists()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_doing_it_to_many_pages(client, page, other, unlocked, action):
    second = ContentFactory()
    url = reverse("wagtail_bulk_action", args=["dci", "sitepage", action])
    with unlocked(page, second) as found:
        answer = client.post(f"{url}?id={page.pk}&id={second.pk}", {"chooser": other.pk})
        assert answer.status_code == 302
    assert not found


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("delete", {}),
        ("publish", {}),
        ("unpublish", {}),
        ("copy", {"slug": "copied"}),
        ("move", {"destination_page_id": "other"}),
        ("revert_to_page_revision", {"revision_id": "version"}),
    ],
)
def test_calling_the_api(client, page, other, unlocked, action, data):
    more = {"other": other.pk, "version": page.latest_revision_id}
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    with unlocked(page) as found:
        answer = client.post(url, {name: more.get(value, value) for name, value in data.items()})
        assert answer.status_code < 300
    assert not found


@pytest.mark.parametrize("action", ["create_alias", "copy_for_translation", "convert_alias"])
def test_api_makes_nothing_that_has_no_lanes(client, page, action):
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    client.post(url)
    assert ContentPage.objects.count() == 1


def test_api_names_a_copy_in_the_source_language(client, page):
    client.force_login(EditorFactory(language="fr"))
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "copy"])
    assert client.post(url, {"title": "About them", "slug": "them"}).status_code == 201
    copy = ContentPage.objects.get(slug="them")
    assert (copy.title_en, copy.title_fr, copy.draft_title) == ("About them", None, "About them")


def test_publishing_on_schedule(page, unlocked):
    past = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=past)
    with unlocked(page) as found:
        call_command("publish_scheduled")
    assert not found


def test_previewing_holds_nobody_up(client, page, monkeypatch):
    form = Form(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    monkeypatch.setattr(writing, "lock_rows", None)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(url, form.data).json()["is_valid"]
