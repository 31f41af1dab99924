"""The admin's home page: what waits for somebody, and what administrators have to tell."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment, CommentReply, GroupPagePermission, PageSubscription

from dci.models import StaffNotice
from dci.translation.review import comments as questions
from dci.upkeep.models import Upkeep
from tests.admin import Form
from tests.factories import ContentFactory, EditorFactory
from tests.translation.at_the_desk import lane_of, signed_in, translator

pytestmark = pytest.mark.django_db
NOTICE = "/admin/settings/dci/staffnotice/"


def home(person) -> BeautifulSoup:
    return BeautifulSoup(signed_in(person).get("/admin/").content, "html.parser").main


def waiting(person) -> dict[str, list[str]]:
    """The titles that wait for ``person``, by heading."""
    return {
        group.h3.find(string=True).strip(): [row.find(["a", "span"]).text for row in group("li")]
        for group in home(person).select(".waiting section")
    }


def draft(page, user, **values):
    for name, value in values.items():
        setattr(page, name, value)
    return page.save_revision(user=user)


def member(group: str, **kwargs):
    person = EditorFactory(is_superuser=False, **kwargs)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def marie():
    return member("Editors", username="marie")


@pytest.fixture
def page(marie):
    return ContentFactory(title_en="About us", owner=marie)


def test_drafts_wait_for_whoever_wrote_them_last(marie, page):
    draft(page, marie, title_en="Who we are")
    assert waiting(marie) == {"Your drafts, not yet published": ["Who we are"]}
    assert waiting(member("Editors")) == {}
    draft(page, EditorFactory())
    assert waiting(marie) == {}


def test_draft_that_is_scheduled_waits_for_its_day(marie, page):
    draft(page, marie, go_live_at=timezone.now() + timedelta(days=1)).publish()
    assert waiting(marie) == {}


def test_review_waits_for_the_moderator_and_its_author_sees_where_it_is(marie, page):
    draft(page, marie, title_en="Who we are")
    page.get_workflow().start(page, marie)
    assert waiting(member("Moderators")) == {"Waiting for your review": ["Who we are"]}
    assert waiting(marie) == {"Sent by you, waiting for others": ["Who we are"]}


def test_what_is_returned_waits_for_its_author(marie, page):
    draft(page, marie, title_en="Who we are")
    state = page.get_workflow().start(page, marie).current_task_state
    state.reject(user=EditorFactory(), comment="Shorter, please")
    assert waiting(marie) == {"Returned to you with changes asked for": ["Who we are"]}
    assert "Shorter, please" in home(marie).text


def test_comment_waits_until_it_is_answered_or_resolved(marie, page):
    comment = Comment.objects.create(
        page=page, user=member("Moderators"), text="Since when?", contentpath="title_en"
    )
    assert waiting(marie) == {"Comments to you": ["About us"]}
    assert waiting(member("Editors")) == {}
    CommentReply.objects.create(comment=comment, user=marie, text="Since 1979.")
    assert waiting(marie) == {}
    assert waiting(comment.user) == {"Comments to you": ["About us"]}
    Comment.objects.update(resolved_at=timezone.now())
    assert waiting(comment.user) == {}


def test_comment_waits_for_those_who_follow_the_page(page):
    paul = member("Moderators")
    Comment.objects.create(page=page, user=EditorFactory(), text="?", contentpath="title_en")
    PageSubscription.objects.create(page=page, user=paul, comment_notifications=True)
    assert waiting(paul) == {"Comments to you": ["About us"]}


def test_question_of_a_translator_waits_for_the_author(marie, page):
    questions.add(lane_of(page), "title", "Which movement?", questions.AUTHOR, translator("fr"))
    assert waiting(marie) == {"Questions of translators": ["About us (français)"]}
    assert "Which movement?" in home(marie).text


def test_nothing_is_said_of_pages_that_one_may_not_edit_any_more(marie, page):
    draft(page, marie)
    Comment.objects.create(page=page, user=EditorFactory(), text="?", contentpath="title_en")
    questions.add(lane_of(page), "title", "?", questions.AUTHOR, translator("fr"))
    Upkeep.objects.create(page=page, due=timezone.localdate())
    assert len(waiting(marie)) == 4
    group = Group.objects.get(name="Editors")
    GroupPagePermission.objects.filter(group=group).update(page=ContentFactory(title_en="Other"))
    assert waiting(marie) == {}


def test_that_nothing_waits_is_said_to_editors_only(marie):
    assert "Nothing waits for you." in home(marie).select_one("#waiting-section").text
    assert not home(translator("fr")).select("#waiting-section")


def test_home_costs_the_same_for_much_that_waits():
    paul = member("Moderators")

    def add(number: int) -> None:
        for page in ContentFactory.create_batch(number, owner=paul):
            draft(page, paul)
            page.get_workflow().start(page, paul)
            draft(ContentFactory(), paul)
            Comment.objects.create(page=page, user=EditorFactory(), text="?", contentpath="x")
            Upkeep.objects.create(page=page, due=timezone.localdate())

    def cost() -> int:
        client = signed_in(paul)
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        return len(queries)

    add(6)
    cost()
    few = cost()
    add(6)
    assert cost() == few


def write_notice(client, **data):
    form = Form(client, client.get(NOTICE)["Location"])
    form.data |= data
    return form.send()


def test_administrators_tell_the_staff_something(marie):
    state = '{"blocks":[{"key":"a","text":"Office closed on Friday","type":"unstyled",'
    state += '"depth":0,"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
    write_notice(signed_in(EditorFactory()), text=state)
    assert "Office closed on Friday" in home(marie).select_one("#staff-notice-content").text
    assert "Office closed on Friday" in home(translator("fr")).text


@pytest.mark.parametrize("role", ["Editors", "Moderators", "Translators (français)"])
def test_others_tell_nothing(role):
    client = signed_in(member(role))
    notice = StaffNotice.objects.create(text="<p>As it was</p>")
    assert client.post(f"{NOTICE}{notice.pk}/", {"text": "Mine"}).status_code == 302
    notice.refresh_from_db()
    assert notice.text == "<p>As it was</p>"


@pytest.mark.parametrize(
    ("begins", "ends", "is_shown"), [(-1, 1, True), (1, None, False), (None, -1, False)]
)
def test_notice_is_shown_in_its_time(marie, begins, ends, is_shown):
    now = timezone.now()
    StaffNotice.objects.create(
        text="<p>Office closed</p>",
        notice_from=begins and now + timedelta(hours=begins),
        notice_until=ends and now + timedelta(hours=ends),
    )
    assert ("Office closed" in home(marie).text) == is_shown


def test_notice_without_words_is_none(marie):
    StaffNotice.objects.create(text="<p></p>")
    assert not home(marie).select("#staff-notice-section")
