"""The page on which readers search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dci import surroundings
from dci.readable import Readable
from dci.translation.models import Text
from dci.views import for_readers

from .models import UnansweredQuery
from .query import Search


class SearchPage(Readable):
    """What the frame asks of a page, answered for one that stands in no tree."""

    pk = None
    path = seo_title = ""
    alternates: list = []  # search engines leave it alone

    def __init__(self, request: HttpRequest, search: Search):
        self._request, self._search = request, search

    @property
    def title(self) -> str:
        return _("Search")

    @property
    def search_description(self) -> str:
        return _("Search the pages, projects, partners and documents of this site.")

    def translated(self, field: str) -> Text:
        """The page's words are the interface's, in every language."""
        return Text(self.title, self.reading_language)

    @cached_property
    def breadcrumbs(self) -> list:
        home = surroundings.of(self._request).home
        return [home] if home else []

    def address(self, language: str) -> str:
        """The same search in ``language``."""
        query = f"?{self._search.query}" if self._search.text else ""
        return f"{address(language)}{query}"


def address(language: str) -> str:
    """Where one searches in ``language``: ``/fr/recherche/``."""
    with translation.override(language):
        return reverse("search")


@for_readers
def search(request: HttpRequest) -> HttpResponse:
    """``?q=`` and its results, as a page that search engines leave alone.

    Nothing is written but the words that nobody could be given an answer to.
    """
    asked = Search(request.GET)
    if asked.is_asked and not asked.total and not asked.chosen:
        UnansweredQuery.objects.record(asked.text, asked.language)
    page = SearchPage(request, asked)
    response = render(request, "search/search.html", {"search": asked, "page": page})
    response.headers["Cache-Control"] = "no-store"  # what somebody looks for is nobody else's
    return response
