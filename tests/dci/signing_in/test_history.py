"""What the site history tells of signing in, and of rights."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import ModelLogEntry

from tests.factories import EditorFactory


def told(action, person) -> list[tuple]:
    """Who did it, and what the history says."""
    entries = ModelLogEntry.objects.filter(action=action, object_id=str(person.pk))
    return [(entry.user, str(entry.formatter.format_message(entry))) for entry in entries]


def test_signing_in_and_out_and_failing_are_told(editor, sign_in, client):
    sign_in("maria", "wrong")
    sign_in("maria", client=client)
    client.post("/admin/logout/")
    assert told("signing_in.failed", editor) == [(None, "Failed to sign in")]
    assert told("signing_in.in", editor) == [(editor, "Signed in")]
    assert told("signing_in.out", editor) == [(editor, "Signed out")]


@pytest.mark.parametrize("from_group", [False, True])
def test_role_that_is_given_or_taken_is_told(editor, from_group):
    group = Group.objects.get(name="Moderators")
    roles, role = (group.user_set, editor) if from_group else (editor.groups, group)
    roles.add(role)
    roles.remove(role)
    words = {text for _, text in told("signing_in.rights", editor)}
    assert words == {"Rights added: Moderators", "Rights taken away: Moderators"}


def test_permission_of_a_group_is_told(db):
    group = Group.objects.get(name="Editors")
    group.permissions.add(Permission.objects.get(codename="delete_theme"))
    assert "delete" in told("signing_in.rights", group)[0][1]


def test_who_becomes_administrator_is_told(db):
    person = EditorFactory(is_superuser=False)
    person.is_superuser = True
    person.save()
    assert told("signing_in.rights", person) == [(None, "Rights added: Administrator")]


def test_site_history_shows_it(editor, client):
    client.force_login(editor)
    page = client.get("/admin/reports/site-history/?action=signing_in.in")
    assert "Signed in" in page.content.decode()
