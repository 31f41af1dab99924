"""The desk: what there is to translate, and how far it is."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dci import languages
from dci.models import SitePage
from dci.translation import lanes
from dci.translation.models import Translation
from tests.factories import ContentFactory, EditorFactory, ImageFactory, OrganisationFactory
from tests.translating import edit, translate
from tests.translation.at_the_desk import lane_url, signed_in, translator

pytestmark = pytest.mark.django_db

DESK = "/admin/translations/"


@pytest.fixture
def page():
    return ContentFactory(title_en="About us")


@pytest.fixture
def client():
    return signed_in(translator("fr"))


@pytest.fixture
def desk(client):
    """``desk(state="missing")``: the desk with some filters, as HTML."""

    def desk(**filters) -> BeautifulSoup:
        response = client.get(DESK, filters)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return desk


def titles(desk: BeautifulSoup) -> list[str]:
    return [cell.text for cell in desk.select("table.desk tbody th")]


def cell(desk: BeautifulSoup, title: str, language: int = 0) -> tuple[str, str]:
    """State and words left of an object in the first, or second, language."""
    row = next(row for row in desk.select("table.desk tbody tr") if row.th.text == title)
    _language, state, *rest = row.find_all("td")[1 + language].stripped_strings
    return state, next((text for text in rest if "word" in text), "")


# States


def test_new_object_is_missing(desk, page):
    assert cell(desk(), "About us") == ("Missing", "2 words")


def test_object_that_is_not_public_is_not_listed(desk):
    ContentFactory(title_en="Not yet", live=False)
    assert "Not yet" not in titles(desk())


def test_picture_without_text_is_not_listed(desk):
    ImageFactory(title="Ornament", alt_en="")
    assert "Ornament" not in titles(desk())


def test_draft_is_in_progress(desk):
    page = ContentFactory(title_en="About us", introduction_en="Who we are")
    lanes.save_draft(page, "fr", {"title": "À propos"})
    assert cell(desk(), "About us") == ("In progress", "3 words")


def test_published_lane_is_up_to_date(desk, page):
    translate(page)
    assert cell(desk(), "About us") == ("Up to date", "")


def test_other_language_keeps_its_own_state(desk, page):
    translate(page)
    assert cell(desk(), "About us", language=1) == ("Missing", "2 words")


def test_lane_is_outdated_right_after_english_was_published(desk, page):
    translate(page)
    edit(page, title_en="About our movement")
    assert cell(desk(), "About our movement") == ("Outdated", "3 words")


def test_draft_of_the_source_changes_nothing(desk, page):
    translate(page)
    edit(page, publish=False, title_en="About our movement")
    assert cell(desk(), "About us") == ("Up to date", "")


def test_withdrawn_lane_is_in_progress(desk, page):
    translate(page)
    lanes.withdraw(page, "fr")
    assert cell(desk(), "About us") == ("In progress", "")


def test_draft_beside_the_public_translation_is_told(desk, page):
    translate(page)
    lanes.save_draft(page, "fr", {"title": "Qui nous sommes"})
    assert "with a draft" in desk().select_one("table.desk").text


# Order, filters, pages


def test_most_words_come_first(desk, page):
    OrganisationFactory(name_en="An organisation with a long name")
    found = titles(desk())
    assert found.index("An organisation with a long name") < found.index("About us")


def test_what_has_waited_longest_comes_first_among_equals(desk):
    one, two = ContentFactory(title_en="Page one"), ContentFactory(title_en="Page two")
    Translation.objects.of(two).update(state_since="2020-01-01T00:00Z")
    assert titles(desk(q="Page ")) == ["Page two", "Page one"]
    assert one.pk < two.pk


def test_only_lanes_of_ones_own_language_are_links(desk, page):
    links = [link["href"] for link in desk(q="About us").select("table.desk td a")]
    assert links == [lane_url(page)]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"q": "ABOUT"}, ["About us"]),
        ({"state": "up_to_date"}, ["About us"]),
        ({"state": "up_to_date", "language": "es"}, []),
        ({"language": "es", "q": "us"}, ["About us"]),
    ],
)
def test_filters_narrow_the_list(desk, page, filters, found):
    OrganisationFactory(name_en="Street Law")
    translate(page)
    assert titles(desk(**filters)) == found


def test_list_can_be_of_one_type(desk, page):
    OrganisationFactory(name_en="Street Law")
    options = {option.text: option["value"] for option in desk().select("[name=type] option")}
    assert titles(desk(type=options["Organisation"])) == ["Street Law"]


@pytest.mark.parametrize("name", ["q", "language", "state", "type", "p"])
def test_unknown_value_shows_everything(desk, page, name):
    assert "About us" in titles(desk(**{name: "\0nonsense"}))


def test_nothing_found_is_said(desk):
    assert "Nothing matches" in desk(q="no such thing").find("main").text


def test_long_list_has_pages_that_keep_the_filter(desk):
    OrganisationFactory.create_batch(51)
    first, second = desk(q="Organisation"), desk(q="Organisation", p=2)
    assert [len(titles(first)), len(titles(second))] == [50, 1]
    links = [page.select_one(".desk-pages a")["href"] for page in (first, second)]
    assert links == ["?q=Organisation&p=2", "?q=Organisation&p=1"]


def test_totals_count_objects_and_words(desk):
    Translation.objects.all().delete()
    translate(OrganisationFactory(name_en="Street Law"))
    OrganisationFactory(name_en="A third one")
    french, spanish = (
        " ".join(total.stripped_strings) for total in desk().select(".desk-totals > li")
    )
    assert "1 of 2 up to date" in french
    assert "3 words left" in french
    assert "0 of 2 up to date" in spanish
    assert "5 words left" in spanish


@pytest.mark.parametrize("filters", [{}, {"language": "fr", "state": "to_do", "assignee": "me"}])
def test_queries_do_not_grow_with_the_list(client, filters):
    one_of_each(10)
    few = queries(client, filters)
    one_of_each(290)
    assert queries(client, filters) == few


def one_of_each(number: int) -> None:
    """So many lanes in two languages, each with somebody else who sees to it."""
    people = EditorFactory.create_batch(min(number, 30))
    kind = ContentType.objects.get_for_model(SitePage)
    first = Translation.objects.count() + 1000
    Translation.objects.bulk_create(
        Translation(
            content_type=kind,
            object_id=first + at,
            language=code,
            specific_type=kind,
            title=f"Page {at}",
            words_left=at,
            assignee=people[at % len(people)],
            live=False,
        )
        for at in range(number)
        for code in languages.TARGETS
    )


def queries(client, filters) -> int:
    client.get(DESK, filters)
    with CaptureQueriesContext(connection) as captured:
        client.get(DESK, filters)
    return len(captured)
