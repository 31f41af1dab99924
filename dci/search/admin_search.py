"""The search in the lists of the admin, which is Wagtail's: what is typed is words, and no query.

On SQLite, Wagtail puts words between double quotes and leaves those in them: a title in quotes, or
a screen of 15", would be a mistake in the language of the database's search.
"""

from copy import copy

from django.db import connection
from django.db.models import QuerySet
from modelsearch.backends import database
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.conf import get_app_config
from modelsearch.query import MatchAll, Not, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

MOST_RANKED = 200


class PlainWords:
    """Takes the quotes off, before a compiler of Wagtail's makes a query of words."""

    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText | Phrase):
            query = copy(query)
            query.query_string = query.query_string.replace('"', "'")  # is left out like a space
        return super().build_search_query_content(query, config=config)


class FewRanked:
    """Puts the best matches first only where they are few; many are in their own order.

    SQLite runs Wagtail's query anew for each match, or even for each thing that could match: of
    10,000 that takes more than a minute. Here it looks the words up once.
    """

    def search(self, config, start, stop, score_field=None):
        query = normalize(self.query)
        if score_field or isinstance(query, MatchAll | Not):
            return super().search(config, start, stop, score_field)
        found = self._found(query, config)
        if self.order_by_relevance and found[: MOST_RANKED + 1].count() <= MOST_RANKED:
            return super().search(config, start, stop)
        return (found if found.ordered else found.order_by("-pk"))[start:stop]

    def _found(self, query: SearchQuery, config) -> QuerySet:
        words = self.build_search_query(query, config=config)
        match = MatchExpression(self.fields or self.FTS_TABLE_FIELDS, words)
        index = get_app_config()
        matches = index.get_model("SQLiteFTSIndexEntry").objects.filter(match)
        entries = index.get_model("IndexEntry").objects.filter(
            pk__in=matches.values("pk"),
            content_type__in=get_descendants_content_types_pks(self.queryset.model),
        )
        return self.queryset.filter(pk__in=entries.values("object_id"))


def SearchBackend(params: dict):  # noqa: N802 Wagtail looks for this name
    """Wagtail's own for the database in use."""
    backend = database.SearchBackend(params)
    if connection.vendor == "sqlite":
        for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
            compiler = getattr(backend, name)
            bases = (PlainWords, FewRanked, compiler)
            setattr(backend, name, type(f"Plain{compiler.__name__}", bases, {}))
    return backend
