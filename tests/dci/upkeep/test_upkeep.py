"""Looking at pages again: who, when, and who is told."""

from datetime import date, timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from dci.models import SitePage
from dci.upkeep.models import Upkeep
from tests.factories import ContentFactory, EditorFactory
from tests.together import together
from tests.translating import edit, fresh
from tests.translation.at_the_desk import signed_in, translator

pytestmark = pytest.mark.django_db
QUEUE = "/admin/upkeep/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def marie(client):
    marie = EditorFactory(username="marie", email="marie@example.org")
    client.force_login(marie)
    return marie


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


def address(page) -> str:
    return f"{QUEUE}{page.pk}/"


def text(response) -> str:
    return BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)


def send_reminders() -> list[str]:
    """The mails of one night, each as the names of the pages in it."""
    mail.outbox.clear()
    call_command("send_reminders", verbosity=0)
    return [message.body for message in mail.outbox]


def test_whoever_may_edit_a_page_says_who_looks_after_it_and_when(client, marie, page):
    client.post(address(page), {"keeper": marie.pk, "due": "2027-03-01"})
    assert (page.upkeep.keeper, page.upkeep.due) == (marie, date(2027, 3, 1))
    assert address(page) in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_what_cannot_be_kept_is_said_at_its_field(client, marie, page):
    response = client.post(address(page), {"keeper": "999", "due": "31.2.2027"})
    errors = BeautifulSoup(response.content, "html.parser").select(
        ".w-field__errors .error-message"
    )
    assert len(errors) == 2
    response = client.post(address(page), {"looked": "1", "weeks": "9999"})
    assert response.context["looked_form"].errors
    assert not Upkeep.objects.exists()


def test_looking_moves_the_date_and_is_in_the_history(client, marie, page, today):
    client.post(address(page), {"looked": "1", "weeks": "26"})
    upkeep = page.upkeep
    assert (upkeep.looked_on, upkeep.looked_by) == (today, marie)
    assert upkeep.due == today + timedelta(weeks=26)
    assert "Looked at: all is right" in text(client.get(f"/admin/pages/{page.pk}/history/"))


def test_upkeep_outlives_drafts_and_changes_no_page(client, marie, page):
    before = page.latest_revision_id
    client.post(address(page), {"due": "2027-03-01"})
    edit(page, title_en="Who we are")
    assert fresh(page).upkeep.due == date(2027, 3, 1)
    assert before == page.latest_revision_id


def test_translators_have_no_part_in_it(page):
    client = signed_in(translator("fr"))
    assert client.post(address(page), {"due": "2027-03-01"}).status_code == 302
    assert client.get(QUEUE).status_code == 302
    assert not Upkeep.objects.exists()


def test_queue_lists_what_is_due_first_and_narrows_to_ones_own(client, marie, page, today):
    Upkeep.objects.create(page=ContentFactory(title_en="Later"), due=today + timedelta(days=1))
    Upkeep.objects.create(page=page, due=today, keeper=marie)
    assert [row.page.title_en for row in client.get(QUEUE).context["object_list"]] == [
        "About us",
        "Later",
    ]
    for query in ({"whose": "me"}, {"when": "now"}):
        [row] = client.get(QUEUE, query).context["object_list"]
        assert row.page.pk == page.pk


def test_queue_has_the_pages_only_that_one_may_edit(client, page, today):
    group = Group.objects.get(name="Editors")
    GroupPagePermission.objects.filter(group=group).update(page=ContentFactory(title_en="Other"))
    editor = EditorFactory(is_superuser=False)
    editor.groups.add(group)
    client.force_login(editor)
    Upkeep.objects.create(page=page, due=today)
    assert list(client.get(QUEUE).context["object_list"]) == []
    assert client.post(address(page), {"due": ""}).status_code == 302
    assert fresh(page).upkeep.due == today


def test_queue_costs_the_same_for_many_pages(client, marie, today):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(QUEUE)
        return len(queries)

    Upkeep.objects.create(page=ContentFactory(), due=today)
    cost()
    few = cost()
    for _number in range(5):
        Upkeep.objects.create(page=ContentFactory(owner=marie), due=today)
    assert cost() <= few


def test_home_shows_ones_own_pages_while_they_are_due(client, marie, page, today):
    upkeep = Upkeep.objects.create(page=page, due=today, keeper=marie)
    assert "Pages to look at again" in text(client.get("/admin/"))
    upkeep.keeper = EditorFactory()
    upkeep.save()
    assert "Pages to look at again" not in text(client.get("/admin/"))


def test_keeper_is_told_once_in_their_language(marie, page, today):
    marie.wagtail_userprofile.preferred_language = "fr"
    marie.wagtail_userprofile.save()
    Upkeep.objects.create(page=page, due=today, keeper=marie)
    Upkeep.objects.create(page=ContentFactory(title_en="Later"), due=today + timedelta(days=1))
    [body] = send_reminders()
    assert "About us" in body
    assert "Later" not in body
    assert mail.outbox[0].subject == "Une page est à relire"
    assert mail.outbox[0].to == ["marie@example.org"]
    assert send_reminders() == []


def test_nobody_is_told_of_a_page_that_visitors_do_not_see(marie, page, today):
    Upkeep.objects.create(page=page, due=today, keeper=marie)
    fresh(page).unpublish()
    assert send_reminders() == []


def test_who_created_a_page_is_told_where_nobody_looks_after_it(marie, today):
    Upkeep.objects.create(page=ContentFactory(owner=marie), due=today)
    assert len(send_reminders()) == 1


def test_mail_that_could_not_be_sent_is_sent_the_next_time(marie, page, today, settings):
    settings.EMAIL_BACKEND = "tests.translation.picky_mail.Backend"
    Upkeep.objects.create(page=page, due=today, keeper=marie)
    marie.email = "refused@example.org"
    marie.save()
    with pytest.raises(CommandError, match="marie"):
        send_reminders()
    marie.email = "marie@example.org"
    marie.save()
    assert len(send_reminders()) == 1


def test_who_may_not_edit_a_page_any_more_hears_nothing_of_it(client, page, today):
    left = EditorFactory(username="left", email="left@example.org", is_superuser=False)
    left.groups.add(Group.objects.get(name="Translators (français)"))
    Upkeep.objects.create(page=page, due=today, keeper=left)
    client.force_login(left)
    assert "Pages to look at again" not in text(client.get("/admin/"))
    assert send_reminders() == []


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_row(starter_site):
    page = SitePage.objects.get(slug="projects")
    people = [signed_in(EditorFactory()) for _number in range(3)]
    sent = [
        partial(person.post, address(page), {"due": f"2027-0{month}-01"})
        for month, person in enumerate(people, start=1)
    ]
    assert {answer.status_code for answer in together(*sent)} == {302}
    assert Upkeep.objects.filter(page=page).count() == 1
