"""People who write at the same moment: nothing is lost. Stock Wagtail loses 99 pairs of 100."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from dci.models import ContentPage, SitePage
from dci.translation import lanes
from dci.translation.alignment import OUTDATED
from tests.admin import Form
from tests.effort import tries
from tests.factories import ContentFactory
from tests.record import record
from tests.together import together
from tests.translating import fresh

PAIRS = tries(20, audit=500)
FIELDS = ("title_en", "introduction_en")


@pytest.fixture
def page(transactional_db):
    return ContentFactory(title_en="Title", introduction_en="Introduction")


def latest(page) -> ContentPage:
    return ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def open_again(form: Form, page) -> None:
    """What ``form.reload()`` does, without making the web page around the form."""
    form_class = page.get_edit_handler().get_form_class()
    user = form.response.wsgi_request.user
    opened = form_class(instance=latest(page), latest=latest(page), for_user=user)
    form.data |= {name: opened.initial[name] for name in (*FIELDS, "opened_with")}


@pytest.mark.audit
@pytest.mark.parametrize("button", ["", "action-publish"])
def test_nothing_is_lost(editor, open_form, page, button):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    for number in range(PAIRS):
        for form, field in zip((anna, ben), FIELDS, strict=True):
            open_again(form, page)
            form[field] = f"{field} {number}"
        answers = together(lambda: anna.send(button), lambda: ben.send(button))
        assert [answer.status_code for answer in answers] == [302, 302]
        stored = ContentPage.objects.get(pk=page.pk) if button else latest(page)
        assert [getattr(stored, field) for field in FIELDS] == [f"{f} {number}" for f in FIELDS]
    how = "published" if button else "saved"
    record(f"two editors of one page, {how} at once", f"{PAIRS} times, both changes there")


def test_one_of_two_who_write_the_same_field_is_asked(editor, open_form, page):
    anna, ben = open_form(editor(), page), open_form(editor(), page)
    anna["title_en"], ben["title_en"] = "About us", "We"
    answers = together(anna.send, ben.send)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    first = anna if anna.response.status_code == 302 else ben
    assert latest(page).title_en == first["title_en"]


# An editor and a translator


def draft(page, text: str) -> None:
    answers = {segment.path: text for segment in lanes.segments(page, "fr")}
    lanes.save_draft(page, "fr", answers)


def publish_lane(page):
    try:
        return lanes.publish(fresh(page), "fr")
    except lanes.Unanswered as error:
        return error


@pytest.mark.parametrize("number", range(3))
def test_shared_value_and_lane_published_at_once_are_both_there(editor, open_form, page, number):
    draft(page, "Titre")
    anna = open_form(editor(), page)
    anna["show_in_menus"] = "on"
    together(lambda: anna.send("action-publish"), lambda: publish_lane(page))
    live = fresh(page)
    assert (live.show_in_menus, live.title_fr, live.title_en) == (True, "Titre", "Title")


@pytest.mark.parametrize("number", range(3))
def test_text_and_its_translation_published_at_once_are_both_kept(editor, open_form, page, number):
    draft(page, "Titre")
    anna = open_form(editor(), page)
    anna["title_en"] = "Our title"
    _answer, lane = together(lambda: anna.send("action-publish"), lambda: publish_lane(page))
    assert fresh(page).title_en == "Our title"
    title = lanes.segments(page, "fr")[0]
    assert (title.target, title.state) == ("Titre", OUTDATED)
    was_second = isinstance(lane, lanes.Unanswered)
    assert fresh(page).title_fr == (None if was_second else "Titre")


# An editor and the clock


@pytest.mark.parametrize("number", range(3))
def test_saving_while_a_schedule_is_carried_out(editor, open_form, page, number):
    anna = open_form(editor(), page)
    anna["introduction_en"] = "Mine"
    scheduled = fresh(page)
    scheduled.title_en = "Scheduled"
    scheduled.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    answer, _done = together(anna.send, lambda: call_command("publish_scheduled"))
    assert fresh(page).title_en == "Scheduled"
    if answer.status_code == 302:
        stored = latest(page)
        assert (stored.title_en, stored.introduction_en) == ("Scheduled", "Mine")
    else:  # a page that waits for its time is locked
        assert "it is locked" in answer.content.decode()
        assert anna.receive()["introduction_en"] == "Mine"


# Several who change the tree


def new_page(client, parent, slug: str) -> Form:
    url = reverse("wagtailadmin_pages:add", args=["dci", "contentpage", parent.pk])
    form = Form(client, url)
    form.data |= {"title_en": slug.title(), "slug": slug}
    return form


def assert_tree_is_sound() -> None:
    assert SitePage.find_problems() == ([], [], [], [], [])
    for page in SitePage.objects.filter(depth__gt=1):
        parent = page.get_parent()
        assert page.url_path == f"{parent.url_path}{page.slug}/"
        assert page.url_path_fr == f"{parent.url_path_fr}{page.slug_fr}/"


def test_pages_made_at_once_are_all_there(editor, page):
    forms = [new_page(editor(), page, f"child-{number}") for number in range(6)]
    together(*(form.send for form in forms))
    assert fresh(page).get_children().count() == 6
    assert_tree_is_sound()


def test_one_of_those_who_want_the_same_address_gets_it(editor, page):
    forms = [new_page(editor(), page, "child") for number in range(4)]
    answers = together(*(form.send for form in forms))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 302]
    assert fresh(page).get_children().count() == 1


@pytest.mark.parametrize("number", range(3))
def test_page_made_below_one_that_moves_goes_with_it(editor, page, number):
    middle, place = ContentFactory(parent=page), ContentFactory()
    made, mover = new_page(editor(), middle, "child"), editor()
    move = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk])
    together(made.send, lambda: mover.post(move))
    assert fresh(middle).get_children().get().url_path.startswith(fresh(place).url_path)
    assert_tree_is_sound()


@pytest.mark.parametrize("number", range(3))
def test_page_made_below_one_that_is_renamed_gets_the_new_address(editor, open_form, page, number):
    middle = ContentFactory(parent=page)
    made, renamed = new_page(editor(), middle, "child"), open_form(editor(), page)
    renamed["slug"] = "renamed"
    together(made.send, lambda: renamed.send("action-publish"))
    assert_tree_is_sound()
