"""The feed of each language, and the guide for programs."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from dci.models import SitePage
from dci.search.index import refresh_page
from tests.factories import ContentFactory, HomeFactory, SettingsFactory
from tests.translating import edit, fresh, translate

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def feed(client):
    """The root of a language's feed, as it was sent."""

    def feed(language: str = "en"):
        response = client.get(f"/{language}/feed.xml")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(response.content)  # noqa: S314 our own

    return feed


def titles(root) -> list[str]:
    return [title.text for title in root.findall("a:entry/a:title", ATOM)]


@pytest.fixture
def page():
    return edit(ContentFactory(title_en="Guardian", slug="guardian", introduction_en="A lead"))


def test_feed_has_what_is_really_in_its_language(feed, page):
    edit(ContentFactory(title_en="Untranslated"))
    translate(page)
    assert sorted(titles(feed())) == ["Guardian", "Untranslated"]
    assert titles(feed("fr")) == ["[fr] Guardian"]
    assert feed("fr").get(XML_LANG) == "fr"
    assert titles(feed("es")) == []


def test_feed_names_itself_and_its_readers_pages(feed, page):
    links = {link.get("rel"): link.get("href") for link in feed().findall("a:link", ATOM)}
    assert links == {"alternate": "http://localhost/en/", "self": "http://localhost/en/feed.xml"}
    link = feed().find("a:entry/a:link", ATOM).get("href")
    assert link == "http://localhost/en/guardian/"


def test_id_of_an_entry_stays_when_its_address_changes(feed, page):
    before = feed().find("a:entry/a:id", ATOM).text
    edit(page, slug="lighthouse")
    assert feed().find("a:entry/a:id", ATOM).text == before


def test_newest_is_first_and_a_lane_has_a_date_of_its_own(feed, page):
    other = edit(ContentFactory(title_en="Other"))
    translate(other)
    translate(page)
    later = fresh(page).last_published_at + timedelta(days=1)
    type(other).objects.filter(pk=other.pk).update(last_published_at=later)
    assert titles(feed()) == ["Other", "Guardian"]
    assert titles(feed("fr")) == ["[fr] Guardian", "[fr] Other"]


def test_private_page_is_not_in_the_feed(feed, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert titles(feed()) == []


def test_pages_tell_where_the_feed_is(client):
    HomeFactory()
    soup = BeautifulSoup(client.get("/fr/").content, "html.parser")
    assert soup.find("link", type="application/atom+xml")["href"] == "/fr/feed.xml"


def test_guide_for_programs_lists_what_is_public(client, page):
    SettingsFactory()
    text = client.get("/llms.txt").content.decode()
    assert text.startswith("# Defence for Children International\n")
    assert "- [Guardian](http://localhost/en/guardian/): A lead" in text
    fresh(page).unpublish()
    assert "Guardian" not in client.get("/llms.txt").content.decode()


def test_feed_costs_the_same_for_many_pages(client, django_assert_max_num_queries):
    for _round in range(2):
        for page in ContentFactory.create_batch(3):
            translate(edit(page))
        with django_assert_max_num_queries(5):
            client.get("/fr/feed.xml")


def test_what_a_word_processor_brings_along_breaks_no_feed(feed):
    page = edit(ContentFactory(), title_en="About\x0bus\x1b\ufffe")
    assert page.title_en == "About us  "
    SitePage.objects.filter(pk=page.pk).update(title_en="Who\x1bwe are")
    refresh_page(page.pk)
    assert "Who we are" in ElementTree.tostring(feed(), encoding="unicode")
