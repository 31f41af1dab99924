"""The admin's search on SQLite, for a site of thousands of pages."""

from django.db.models import QuerySet
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import IndexEntry, SQLiteFTSIndexEntry
from modelsearch.query import MatchAll, Not, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

MOST_RANKED = 200


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
        entries = IndexEntry.objects.filter(
            pk__in=SQLiteFTSIndexEntry.objects.filter(match).values("pk"),
            content_type__in=get_descendants_content_types_pks(self.queryset.model),
        )
        return self.queryset.filter(pk__in=entries.values("object_id"))
