"""Every address of the desk, asked for and written to by those who have no business there.

A view that is new fails here until it is named in the table.
"""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from dci.translation import lanes
from dci.translation.models import Comment, Translation
from dci.translation.review import workflow
from tests.factories import ContentFactory, EditorFactory
from tests.translating import edit, fresh, translate
from tests.translation.at_the_desk import lane_of, reviewer, signed_in, translator
from tests.translation.exchange.files import outgoing

pytestmark = pytest.mark.django_db

DRAFT = "Brouillon que personne d’autre ne lit"

# Of one lane: refused to everybody but those of its language. The others are the desk's: open to
# whoever has a language, and silent about the drafts of other languages.
OF_A_LANE = {
    "lane": {},
    "preview": {},
    "segment": {},
    "editor": {},
    "chooser": {},
    "presence": {},
    "review": {},
    "workflow_preview": {"task_id": 1},
    "workflow_action": {"action_name": "approve", "task_state_id": 1},
    "history": {},
    "comparison": {},
    "restore": {},
    "revisions_compare": {"old": "live", "new": 1},
    "comments": {},
    "help": {},
    "dismiss": {},
    "machine": {},
}
OF_THE_DESK = {
    "desk": {},
    "export": {"extension": "csv"},
    "assign": {},
    "memory": {},
    "guide": {},
    "guide_picture": {"name": "fr/desk.webp"},
    "files": {},
    "files_export": {},
    "files_import": {},
    "files_preview": {"key": "another"},
}


def names() -> set[str]:
    """The names of all addresses of the desk."""
    resolver = get_resolver(None)
    _prefix, desk = resolver.namespace_dict["translation"]
    return {name for name in desk.reverse_dict if isinstance(name, str)}


@pytest.fixture
def page():
    """A page in French, with a draft, a comment, and a submission that waits for its review."""
    page, maria = ContentFactory(title_en="About us"), translator("fr")
    translate(page)
    edit(page, title_en="About our movement")
    lane = lanes.save_draft(page, "fr", {"title": DRAFT}, user=maria)
    Comment.objects.create(lane_id=lane.pk, path="title", text=DRAFT, author=maria)
    workflow.submit(lane_of(page), maria)
    return fresh(page)


def moderator():
    person = EditorFactory(is_superuser=False, is_staff=False)
    person.groups.add(Group.objects.get(name="Moderators"))
    return person


def crafted(page) -> dict:
    """All that any of the forms takes, as somebody would write it who knows them."""
    lane = lane_of(page)
    return {
        "target:title": "Piraté",
        "base:title": "-",
        "title_en": "Hacked",
        "title_fr": "Piraté",
        "slug": "pirate",
        "own:title": "1",
        "publish": "1",
        "withdraw": "1",
        "submit": "1",
        "lock": "1",
        "path": "title",
        "text": "Piraté",
        "audience": "translators",
        "resolve": str(Comment.objects.first().pk),
        "code": "numbers",
        "reason": "Piraté",
        "target": "Piraté",
        "version": str(lane.latest_revision_id),
        "from": "live",
        "to": str(lane.latest_revision_id),
        "lane": str(lane.pk),
        "html": "Piraté",
        "tab": "x",
        "comment": "Piraté",
    }


def state(page) -> tuple:
    """All that a crafted request could have changed."""
    lane = Translation.objects.filter(pk=lane_of(page).pk).values()
    rows = (lane, lane_of(page).revisions.order_by("pk").values(), Comment.objects.values())
    columns = type(page).objects.filter(pk=page.pk).values("title_en", "title_fr", "slug_fr")
    waiting = lane_of(page).current_workflow_task_state.status
    return *(list(found) for found in (*rows, columns)), waiting


def address(name: str, page) -> str:
    lane = lane_of(page)
    values = {"pk": lane.pk} | OF_A_LANE[name] if name in OF_A_LANE else OF_THE_DESK[name]
    real = {
        "new": lane.latest_revision_id,
        "task_state_id": lane.current_workflow_task_state.pk,
        "task_id": lane.current_workflow_task_state.task_id,
    }
    return reverse(f"translation:{name}", kwargs=values | {k: real[k] for k in real if k in values})


def is_refused(client: Client, response) -> bool:
    """Whether somebody is sent away, perhaps from the address that they are led on to."""
    while response.get("Location", "").startswith("/admin/translations/"):
        response = client.get(response["Location"])
    away = response.get("Location", "").partition("?")[0] in ("/admin/", "/admin/login/")
    return away or response.status_code in (403, 404, 405)


STRANGERS = {
    "a visitor": lambda: None,
    "an editor": moderator,
    "a Spanish reviewer": lambda: reviewer("es"),
}


def test_every_address_is_in_the_table():
    assert names() == OF_A_LANE.keys() | OF_THE_DESK.keys()


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("name", OF_A_LANE)
def test_lane_is_closed_to_others(page, who, name):
    person = STRANGERS[who]()
    client = signed_in(person) if person else Client()
    url, before = address(name, page), state(page)
    for response in (client.get(url, crafted(page)), client.post(url, crafted(page))):
        reads_questions = (name, who) == ("comments", "an editor")  # those that are asked of them
        assert is_refused(client, response) or reads_questions
        assert DRAFT not in response.content.decode()
    assert state(page) == before


@pytest.mark.parametrize("who", ["a visitor", "an editor"])
@pytest.mark.parametrize("name", OF_THE_DESK)
def test_desk_is_closed_to_those_without_a_language(page, who, name):
    person = STRANGERS[who]()
    client = signed_in(person) if person else Client()
    url = address(name, page)
    assert is_refused(client, client.get(url))
    assert is_refused(client, client.post(url, crafted(page)))


@pytest.mark.parametrize("name", OF_THE_DESK)
def test_desk_says_nothing_of_drafts_in_other_languages(page, name):
    client, before = signed_in(reviewer("es")), state(page)
    file = SimpleUploadedFile("file.po", outgoing(page))
    for response in (
        client.get(address(name, page), {"q": "Brouillon", "language": "fr"}),
        client.post(address(name, page), crafted(page) | {"file": file, "language": "fr"}),
    ):
        content = response.getvalue().decode(errors="replace")
        assert DRAFT not in content
    assert state(page) == before
