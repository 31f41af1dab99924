"""What the rest of the admin shows of the desk: home page, page explorer, page editor."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dci.translation import lanes
from dci.translation.models import Translation
from dci.translation.review import workflow as review
from tests.factories import ContentFactory, EditorFactory, HomeFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_of, lane_url, reviewer, signed_in, translator

pytestmark = pytest.mark.django_db


def soup(person, url: str) -> BeautifulSoup:
    response = signed_in(person).get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# The home page


FREE = "nobody has"


def tasks(person) -> dict[str, str]:
    """What waits for somebody, and where it leads; but for what waits for anybody."""
    return {text: url for text, url in all_tasks(person).items() if FREE not in text}


def all_tasks(person) -> dict[str, str]:
    links = soup(person, "/admin/").select("#translations-waiting-content .desk-tasks > li > a")
    return {link.text: link["href"] for link in links}


def outdated(title: str):
    page = ContentFactory(title_en=title)
    for code in ("fr", "es"):
        translate(page, code)
    return edit(page, title_en=f"{title} today")


def test_what_is_assigned_to_me_waits_for_me():
    maria = translator("fr")
    page = ContentFactory(title_en="About us")
    Translation.objects.of(page).filter(language="fr").update(assignee=maria)
    assert tasks(maria) == {
        "1 translation is assigned to you": "/admin/translations/?assignee=me&state=to_do"
    }
    links = soup(maria, "/admin/").select(".desk-mine a")
    assert [link["href"] for link in links] == [lane_url(page)]


@pytest.mark.parametrize("state", ["up_to_date", "waiting"])
def test_what_is_assigned_to_me_and_is_not_my_turn_does_not_wait_for_me(state):
    maria = translator("fr")
    Translation.objects.of(ContentFactory()).update(assignee=maria, state=state)
    assert "assigned to you" not in " ".join(tasks(maria))


def test_reviews_wait_for_reviewers_of_the_language():
    Translation.objects.of(ContentFactory()).update(state="waiting", words_left=0)
    assert tasks(reviewer("fr")) == {
        "Français: 1 translation waits for review": "/admin/translations/?language=fr&state=waiting"
    }
    assert tasks(translator("fr")) == {}


def test_outdated_lanes_wait_for_those_of_the_language():
    outdated("About us")
    assert tasks(translator("es")) == {
        "Español: 1 translation is outdated": "/admin/translations/?language=es&state=outdated"
    }


def test_what_was_returned_waits_for_who_submitted_it():
    maria, page = translator("fr"), ContentFactory(title_en="About us")
    lanes.save_draft(page, "fr", {"title": "À propos"}, user=maria)
    review.submit(lane_of(page), maria)
    review.send_back(lane_of(page), reviewer("fr"), "Plus court")
    assert tasks(maria) == {"1 translation was returned to you": lane_url(page)}
    assert tasks(translator("fr")) == {}
    review.submit(lane_of(page), maria)
    assert tasks(maria) == {}


def test_what_is_missing_and_nobodys_waits_for_those_of_the_language():
    maria, page = translator("fr"), ContentFactory(title_en="About us")
    url = "/admin/translations/?language=fr&state=missing&assignee=nobody"
    Translation.objects.exclude(pk=lane_of(page).pk).update(assignee=reviewer("fr"))
    assert all_tasks(maria) == {"Français: 1 translation is missing, and nobody has it": url}
    Translation.objects.of(page).update(assignee=reviewer("fr"))
    assert all_tasks(maria) == {}


def test_link_of_the_panel_leads_to_as_many_as_it_counts():
    outdated("About us")
    maria = translator("fr")
    (url,) = tasks(maria).values()
    assert len(soup(maria, url).select("table.desk tbody tr")) == 1


def test_nothing_to_do_is_said():
    Translation.objects.update(state="up_to_date")
    assert "Nothing waits for you" in soup(translator("fr"), "/admin/").find("main").text


def test_people_without_a_language_have_no_panel():
    editor = EditorFactory(is_superuser=False, is_staff=False)
    editor.groups.add(Group.objects.get(name="Moderators"))
    assert not soup(editor, "/admin/").select("#translations-waiting")


# Page explorer and page editor


@pytest.fixture
def editor():
    editor = EditorFactory(is_superuser=False, is_staff=False)
    editor.groups.add(Group.objects.get(name="Moderators"))
    return editor


def explorer(person, page) -> dict[str, list[str]]:
    """State in each language by the page's title."""
    rows = soup(person, f"/admin/pages/{page.pk}/").select("main table.listing tbody tr")
    return {
        row.select_one(".title-wrapper").get_text(strip=True): [
            state.get_text(" ", strip=True) for state in row.select(".desk-state")
        ]
        for row in rows
    }


def test_explorer_tells_the_state_of_each_language(editor):
    page = ContentFactory(title_en="About us", parent=HomeFactory())
    translate(page)
    assert explorer(editor, page.get_parent()) == {"About us": ["FR Up to date", "ES Missing"]}


def test_explorer_leads_into_the_lanes_of_ones_languages_only(editor):
    editor.groups.add(Group.objects.get(name="Translators (français)"))
    page = ContentFactory(title_en="About us", parent=HomeFactory())
    links = soup(editor, f"/admin/pages/{page.get_parent().pk}/").select("table a.desk-state")
    assert [link["href"] for link in links] == [lane_url(page)]


def test_queries_of_the_explorer_do_not_grow_with_its_languages(editor):
    home, client = HomeFactory(), signed_in(editor)
    ContentFactory.create_batch(2, parent=home)
    few = lane_queries(client, home)
    ContentFactory.create_batch(8, parent=home)
    assert lane_queries(client, home) == few == 2


def lane_queries(client, page) -> int:
    """How often the explorer asks for lanes: for its list, and for the page above it."""
    client.get(f"/admin/pages/{page.pk}/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/admin/pages/{page.pk}/")
    return sum('FROM "translation_translation"' in query["sql"] for query in captured)


def test_list_of_a_type_tells_the_same(editor):
    page = ContentFactory(title_en="About us")
    translate(page)
    listed = soup(editor, "/admin/pages/usage/dci/contentpage/")
    assert [state.get_text(" ", strip=True) for state in listed.select("table .desk-state")] == [
        "FR Up to date",
        "ES Missing",
    ]


def panel(person, page) -> BeautifulSoup:
    return soup(person, f"/admin/pages/{page.pk}/edit/").select_one(".desk-side")


def test_editor_sees_the_state_of_each_language_beside_the_page(editor):
    page = ContentFactory(title_en="About us")
    translate(page, "es")
    states = [state.text for state in panel(editor, page).select(".desk-state")]
    assert states == ["Missing", "Up to date"]
    assert not panel(editor, page).select("a")


def test_panel_leads_into_the_lanes_of_ones_languages(editor):
    editor.groups.add(Group.objects.get(name="Translators (español)"))
    page = ContentFactory(title_en="About us")
    links = panel(editor, page).select("a")
    assert [link["href"] for link in links] == [lane_url(page, "es")]


def test_page_that_was_never_published_says_when_translating_begins(editor):
    page = ContentFactory(title_en="Not yet", live=False)
    assert "when the page is published" in panel(editor, page).text


def test_new_page_can_be_begun(editor):
    home = HomeFactory()
    page = soup(editor, f"/admin/pages/add/dci/contentpage/{home.pk}/")
    assert not page.select(".desk-side a")
