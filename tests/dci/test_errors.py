"""What a visitor reads when there is no page, or when the site itself fails."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.factories import ContentFactory, HomeFactory

FAILED = (Path(__file__).parents[2] / "templates" / "500.html").read_text()


@pytest.fixture
def missing(client, db):
    """Ask for an address that does not exist."""
    HomeFactory()
    ContentFactory(title_en="About us", show_in_menus=True)

    def missing(address):
        response = client.get(address, headers={"accept-language": "en"})
        assert response.status_code == 404
        return BeautifulSoup(response.content, "html.parser")

    return missing


def test_missing_page_leads_on(missing):
    ways = [link["href"] for link in missing("/en/nothing/").select("main a")]
    assert ways == ["/en/", "/en/about-us/", "/en/search/"]


def test_missing_page_speaks_the_language_of_its_address_only(missing):
    page = missing("/fr/rien/")
    assert [heading.text for heading in page.select("h1, h2[class]")] == [
        "Il n’y a pas de page à cette adresse"
    ]
    assert page.select("main section[lang]") == []


def test_missing_page_without_a_language_speaks_them_all(missing):
    sections = missing("/nothing/").select("main section[lang]")
    assert [(section["lang"], section.a["href"]) for section in sections] == [
        ("fr", "/fr/"),
        ("es", "/es/"),
    ]


def test_page_of_a_failure_needs_nothing_else():
    assert len(FAILED.encode()) <= 8_000
    assert re.findall(r"{[{%]|src=|<link|url\(|@import", FAILED) == []


def test_page_of_a_failure_speaks_every_language_and_leads_home():
    page = BeautifulSoup(FAILED, "html.parser")
    assert [page.html["lang"], *(part["lang"] for part in page.select("section[lang]"))] == [
        "en",
        "fr",
        "es",
    ]
    assert [link["href"] for link in page.select("a")] == ["/en/", "/fr/", "/es/"]
