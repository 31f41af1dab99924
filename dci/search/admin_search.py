"""The search in the lists of the admin, which is Wagtail's: what is typed is words, and no query.

On SQLite, Wagtail puts words between double quotes and leaves those in them: a title in quotes, or
a screen of 15", would be a mistake in the language of the database's search.
"""

from copy import copy

from django.db import connection
from modelsearch.backends import database
from modelsearch.query import Phrase, PlainText


class PlainWords:
    """Takes the quotes off, before a compiler of Wagtail's makes a query of words."""

    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText | Phrase):
            query = copy(query)
            query.query_string = query.query_string.replace('"', "'")  # is left out like a space
        return super().build_search_query_content(query, config=config)


def SearchBackend(params: dict):  # noqa: N802 Wagtail looks for this name
    """Wagtail's own for the database in use."""
    backend = database.SearchBackend(params)
    if connection.vendor == "sqlite":
        from .few_ranked import FewRanked  # its imports want tables that are on SQLite only

        for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
            compiler = getattr(backend, name)
            bases = (PlainWords, FewRanked, compiler)
            setattr(backend, name, type(f"Plain{compiler.__name__}", bases, {}))
    return backend
