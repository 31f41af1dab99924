"""Who sees to a lane, and who is told."""

from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from dci.translation.models import Translation
from tests.factories import ContentFactory, EditorFactory, OrganisationFactory
from tests.together import together
from tests.translating import translate
from tests.translation.at_the_desk import (
    lane_of,
    lane_url,
    reviewer,
    signed_in,
    translator,
)

pytestmark = pytest.mark.django_db

DESK = "/admin/translations/"
ASSIGN = "/admin/translations/assign/"


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


@pytest.fixture
def maria():
    maria = translator("fr", language="fr")
    maria.email = "maria@example.org"
    maria.save()
    return maria


def send(person, lanes, to, **more):
    """What the desk's form sends: some lanes and to whom."""
    keys = [lane.pk for lane in lanes]
    return signed_in(person).post(ASSIGN, {"lane": keys, "to": getattr(to, "pk", to), **more})


def assignee(page, language: str = "fr"):
    return lane_of(page, language).assignee


def is_refused(response) -> bool:
    return (response.status_code, response.headers.get("Location")) == (302, "/admin/")


# Translators


def test_translator_takes_a_lane(page, maria):
    send(maria, [lane_of(page)], "me")
    assert assignee(page) == maria


def test_translator_gives_a_lane_back(page, maria):
    Translation.objects.of(page).update(assignee=maria)
    send(maria, [lane_of(page)], "nobody")
    assert assignee(page) is None


@pytest.mark.parametrize("to", ["me", "nobody"])
def test_translator_takes_nothing_from_somebody_else(page, maria, to):
    luc = translator("fr")
    Translation.objects.of(page).update(assignee=luc)
    response = signed_in(maria).post(ASSIGN, {"lane": lane_of(page).pk, "to": to}, follow=True)
    assert assignee(page) == luc
    assert "About us (français)" in response.content.decode()


def test_translator_assigns_nobody_else(page, maria):
    assert is_refused(send(maria, [lane_of(page)], translator("fr")))
    assert assignee(page) is None


def test_lane_of_another_language_is_refused_and_nothing_is_taken(page, maria):
    assert is_refused(send(maria, [lane_of(page), lane_of(page, "es")], "me"))
    assert (assignee(page), assignee(page, "es")) == (None, None)


# Reviewers


def test_reviewer_assigns_several_lanes_to_a_translator(page, maria):
    other = OrganisationFactory()
    send(reviewer("fr"), [lane_of(page), lane_of(other)], maria)
    assert {assignee(page), assignee(other)} == {maria}


def test_reviewer_takes_a_lane_away(page, maria):
    Translation.objects.of(page).update(assignee=maria)
    send(reviewer("fr"), [lane_of(page)], "nobody")
    assert assignee(page) is None


def test_lane_is_assigned_only_to_those_who_translate_its_language(page, maria):
    send(reviewer("fr", "es"), [lane_of(page), lane_of(page, "es")], maria)
    assert (assignee(page), assignee(page, "es")) == (maria, None)


def test_reviewer_of_another_language_is_refused(page, maria):
    assert is_refused(send(reviewer("es"), [lane_of(page)], maria))


@pytest.mark.parametrize("to", ["0", "abc", "", "9" * 30, "9" * 5000, "²", "٣"])
def test_person_who_is_not_there_is_not_found(page, to):
    assert send(reviewer("fr"), [lane_of(page)], to).status_code == 404


def test_person_who_has_left_is_not_found(page, maria):
    maria.is_active = False
    maria.save()
    assert send(reviewer("fr"), [lane_of(page)], maria).status_code == 404


# Crafted requests


def test_nonsense_is_no_lane(maria):
    keys = ["abc", "-1", "9" * 30, "9" * 5000, "999999", "²", "٣"]
    response = signed_in(maria).post(ASSIGN, {"lane": keys, "to": "me"})
    assert (response.status_code, response["Location"]) == (302, DESK)


def test_thousands_of_lanes_at_once_are_refused(maria):
    keys = list(range(501))
    assert signed_in(maria).post(ASSIGN, {"lane": keys, "to": "me"}).status_code == 400


def test_lanes_are_not_assigned_by_a_link(page, maria):
    response = signed_in(maria).get(ASSIGN, {"lane": lane_of(page).pk, "to": "me"})
    assert (response.status_code, assignee(page)) == (405, None)


def test_editor_without_a_language_assigns_nothing(page):
    editor = EditorFactory(is_superuser=False, is_staff=False)
    editor.groups.add(Group.objects.get(name="Moderators"))
    assert is_refused(send(editor, [lane_of(page)], "me"))
    assert assignee(page) is None


def test_visitor_is_sent_to_the_login():
    assert Client().post(ASSIGN)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("asked", "gone"), [(f"{DESK}?q=x&p=2", f"{DESK}?q=x&p=2"), ("//evil.example/", DESK)]
)
def test_one_comes_back_to_where_one_was_and_never_elsewhere(page, maria, asked, gone):
    assert send(maria, [lane_of(page)], "me", next=asked)["Location"] == gone


# Mail


def test_assignee_is_told_in_their_language(page, maria):
    send(reviewer("fr"), [lane_of(page)], maria)
    (letter,) = mail.outbox
    assert letter.to == ["maria@example.org"]
    assert letter.subject == "Une traduction vous a été confiée"
    assert f"http://127.0.0.1:8000{lane_url(page)}" in letter.body


def test_several_lanes_are_one_mail(page, maria):
    send(reviewer("fr"), [lane_of(page), lane_of(OrganisationFactory())], maria)
    assert [letter.subject for letter in mail.outbox] == ["2 traductions vous ont été confiées"]


def test_nobody_is_told_of_what_they_did_themselves(page, maria):
    send(maria, [lane_of(page)], "me")
    assert mail.outbox == []


def test_nobody_is_told_of_what_was_so_already(page, maria):
    Translation.objects.of(page).update(assignee=maria)
    send(reviewer("fr"), [lane_of(page)], maria)
    assert mail.outbox == []


def test_title_is_not_escaped_in_the_mail(maria):
    page = ContentFactory(title_en="Children's <rights> & law")
    send(reviewer("fr"), [lane_of(page)], maria)
    assert "Children's <rights> & law" in mail.outbox[0].body


# What is offered


def test_translator_sees_what_they_may_do(page, maria):
    content = signed_in(maria).get(DESK).content.decode()
    assert 'name="to" value="me"' in content
    assert '<select name="to"' not in content


def test_reviewer_chooses_among_those_of_their_language(page, maria):
    luz = translator("es")
    content = signed_in(reviewer("fr")).get(DESK).content.decode()
    offered = content.partition('<select name="to"')[2]
    assert (maria.username in offered, luz.username in offered) == (True, False)


def test_only_lanes_of_ones_own_languages_can_be_chosen(page, maria):
    content = signed_in(maria).get(DESK, {"q": "About us"}).content
    boxes = BeautifulSoup(content, "html.parser").select("table.desk [name=lane]")
    assert [box["value"] for box in boxes] == [str(lane_of(page).pk)]


def test_lane_that_is_free_can_be_taken_there(page, maria):
    content = signed_in(maria).get(lane_url(page)).content.decode()
    assert "Confiée à personne" in content
    assert "M’en charger" in content


def test_lane_of_somebody_else_offers_nothing(page, maria):
    luc = translator("fr")
    Translation.objects.of(page).update(assignee=luc)
    content = signed_in(maria).get(lane_url(page)).content.decode()
    assert f"Confiée à {luc.username}" in content
    assert "M’en charger" not in content


def test_assignment_survives_a_draft_and_its_publication(page, maria):
    Translation.objects.of(page).update(assignee=maria)
    translate(page)
    assert assignee(page) == maria


# Two at once


def test_of_two_who_take_the_same_lane_one_gets_it(transactional_db):
    page, people = ContentFactory(), [translator("fr"), translator("fr")]
    lane = lane_of(page)
    clients = [signed_in(person) for person in people]

    def take(client):
        return client.post(ASSIGN, {"lane": lane.pk, "to": "me"}, follow=True).content.decode()

    answers = together(*(partial(take, client) for client in clients))
    assert sorted("changed hands" in answer for answer in answers) == [False, True]
    assert sorted("sees to it already" in answer for answer in answers) == [False, True]
    assert assignee(page) in people
