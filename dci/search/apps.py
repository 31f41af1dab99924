from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "dci.search"
    label = "search"
    verbose_name = "Search"

    def ready(self):
        post_migrate.connect(fill_index, sender=self)


def fill_index(**kwargs) -> None:
    """After the search came to a site that has pages already."""
    from . import index
    from .models import DocumentText, Entry

    is_migrated = DocumentText._meta.db_table in connection.introspection.table_names()
    if is_migrated and not Entry.objects.exists():
        index.rebuild()
