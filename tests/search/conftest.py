"""Asks the site as a reader does."""

from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup

ADDRESSES = {"en": "/en/search/", "fr": "/fr/recherche/", "es": "/es/buscar/"}


@dataclass(frozen=True)
class Answer:
    """What the search shows; ``found`` are the headings of the results in their order."""

    soup: BeautifulSoup

    @property
    def found(self) -> list[str]:
        return [" ".join(heading.get_text().split()) for heading in self.soup.select(".results h4")]

    @property
    def links(self) -> list[str]:
        return [link["href"] for link in self.soup.select(".results h4 a")]

    @property
    def marks(self) -> list[str]:
        return [mark.get_text() for mark in self.soup.select(".results mark")]

    @property
    def heading(self) -> str:
        return self.soup.select_one("h2#found").get_text(strip=True)


@pytest.fixture
def look_for(client):
    """``look_for("enfants privés", "fr", type="project")``"""

    def look_for(words: str, language: str = "en", **filters) -> Answer:
        response = client.get(ADDRESSES[language], {"q": words, **filters})
        assert response.status_code == 200
        return Answer(BeautifulSoup(response.content, "html.parser"))

    return look_for
