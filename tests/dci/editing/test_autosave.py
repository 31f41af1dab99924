"""The editor's scripts save a draft a moment after each change."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from dci.models import ContentPage
from tests.admin import Form
from tests.factories import ContentFactory, FigureFactory, HomeFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ContentFactory(title_en="About", introduction_en="Who we are")


def latest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def test_changes_are_saved_in_one_revision(editor, open_form, page):
    anna = open_form(editor(), page)
    for title in ("About u", "About us"):
        anna["title_en"] = title
        assert anna.autosave()["success"]
    assert latest(page).title_en == "About us"
    assert page.revisions.count() == 1


def test_save_after_autosaves_is_no_conflict(editor, open_form, page):
    anna = open_form(editor(), page)
    anna["title_en"] = "About u"
    anna.autosave()
    anna["title_en"] = "About us"
    assert anna.send("action-publish").status_code == 302
    page.refresh_from_db()
    assert page.title_en == "About us"


def test_neither_of_two_is_switched_off(editor, open_form, page):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    for number in range(3):
        anna["title_en"] = f"About {number}"
        ben["introduction_en"] = f"Who {number}"
        assert anna.autosave()["success"]
        assert ben.autosave()["success"]
    assert (latest(page).title_en, latest(page).introduction_en) == ("About 2", "Who 2")


def test_what_was_kept_is_kept_until_the_page_is_opened_again(editor, open_form, page):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    anna["title_en"] = "About us"
    anna.autosave()
    for text in ("What", "What we are"):
        ben["introduction_en"] = text
        ben.autosave()
    ben.send("action-publish")
    page.refresh_from_db()
    assert (page.title_en, page.introduction_en) == ("About us", "What we are")


def test_same_field_is_refused_and_stays_with_who_was_first(editor, open_form, page):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    anna["title_en"] = "About us"
    ben["title_en"] = "We"
    anna.autosave()
    answer = ben.autosave()
    assert ben.response.status_code == 409
    # A code that the scripts know, and that does not make them stop.
    assert answer["error_code"] == "validation_error"
    assert "Save to see both versions" in answer["error_message"]
    assert latest(page).title_en == "About us"


def test_autosave_takes_nobodys_place_after_both_texts_were_shown(editor, open_form, page):
    """The scripts save a form with errors by themselves, before anybody has read it."""
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    anna["title_en"] = "About us"
    anna.send()
    ben["title_en"] = "We"
    ben.send()
    ben.receive()
    ben.autosave()
    assert (ben.response.status_code, latest(page).title_en) == (409, "About us")
    ben.send()
    assert latest(page).title_en == "We"


def test_rows_are_made_once(editor, open_form):
    project = ProjectFactory()
    FigureFactory(project=project, value=12)
    anna = open_form(editor(), project)
    anna.add("figures", value=90, qualifier="over", label_en="organisations")
    anna.autosave()
    anna["figures-1-label_en"] = "organisations and more"
    anna.autosave()
    anna.send("action-publish")
    assert list(project.figures.values_list("value", "label_en")) == [
        (12, "girls and young women took part"),
        (90, "organisations and more"),
    ]


def test_answer_that_was_lost_makes_no_conflict_with_oneself(editor, open_form, page):
    anna = open_form(editor(), page)
    anna["title_en"] = "About u"
    anna.autosave()
    received = dict(anna.data)
    anna["title_en"] = "About us"
    anna.autosave()
    anna.data = received | {"title_en": "About us all"}
    assert anna.send().status_code == 302
    assert latest(page).title_en == "About us all"


def test_undoing_what_was_autosaved_without_an_answer_is_saved(editor, open_form, page):
    anna = open_form(editor(), page)
    received = dict(anna.data)
    anna["title_en"] = "About us"
    anna.autosave()
    anna.data = received
    anna.send()
    assert latest(page).title_en == "About"


def test_without_a_memory_one_meets_oneself_and_loses_nothing(editor, open_form, page):
    anna = open_form(editor(), page)
    received = dict(anna.data)
    anna["title_en"] = "About us"
    anna.autosave()
    cache.clear()
    anna.data = received | {"title_en": "About us all"}
    assert anna.send().status_code == 409


def test_new_page_is_made_once_and_then_edited(editor):
    home = HomeFactory()
    client = editor()
    anna = Form(client, reverse("wagtailadmin_pages:add", args=["dci", "contentpage", home.pk]))
    anna.data |= {"title_en": "Abo", "slug": "about"}
    assert anna.autosave()["success"]
    anna["title_en"] = "About"
    assert anna.autosave()["success"]
    assert anna.send("action-publish").status_code == 302
    assert [(page.title_en, page.live) for page in ContentPage.objects.all()] == [("About", True)]
