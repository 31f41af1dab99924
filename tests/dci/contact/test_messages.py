"""The messages in the admin: for whom, and as a spreadsheet."""

import pytest
from wagtail.models import PageLogEntry

from dci.contact.models import Message
from tests import roles
from tests.factories import ContactPageFactory, EditorFactory, MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    page = ContactPageFactory(questions=["singleline"])
    MessageFactory(page=page, language="fr", form_data={"your_singleline": '=HYPERLINK("x")'})
    return page


def address(page, more: str = "") -> str:
    return f"/admin/forms/submissions/{page.pk}/{more}"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_list_shows_questions_and_the_language_of_the_sender(client, page, language):
    client.force_login(EditorFactory(language=language))
    shown = client.get(address(page)).content.decode()
    assert all(text in shown for text in ("Your singleline", "=HYPERLINK", "français"))


@pytest.mark.parametrize("name", ["Translator (French)", "Reviewer (French)"])
def test_messages_are_not_for_those_who_may_not_edit_the_page(client, page, name):
    client.force_login(roles.ROLES[name]())
    for place in (address(page), address(page, "?export=csv"), address(page, "delete/")):
        assert "HYPERLINK" not in client.get(place, follow=True).content.decode()
    client.post(address(page, f"delete/?selected-submissions={Message.objects.get().pk}"))
    assert Message.objects.exists()


def test_spreadsheet_of_messages_runs_nothing(client, page):
    client.force_login(EditorFactory())
    lines = b"".join(client.get(address(page, "?export=csv")).streaming_content).decode()
    assert "'=HYPERLINK" in lines


def test_deleting_messages_is_noted(client, page):
    client.force_login(EditorFactory())
    client.post(address(page, f"delete/?selected-submissions={Message.objects.get().pk}"))
    assert not Message.objects.exists()
    assert PageLogEntry.objects.get(page=page.pk, action="contact.messages_deleted").data == {
        "number": 1
    }


@pytest.mark.parametrize(("answer", "shown"), [(True, "Oui"), (False, "Non"), (None, "")])
def test_boxes_and_what_was_left_empty_are_in_words(client, answer, shown):
    page = ContactPageFactory(questions=["checkbox"])
    MessageFactory(page=page, form_data={"your_checkbox": answer})
    client.force_login(EditorFactory(language="fr"))
    (row,) = client.get(address(page)).context["data_rows"]
    assert str(row["fields"][2]) == shown
