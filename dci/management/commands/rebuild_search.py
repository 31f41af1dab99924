"""Mends the search index."""

from django.core.management.base import BaseCommand

from dci.search import index


class Command(BaseCommand):
    help = (
        "Brings the search in step with all that is public. It is so already, but after a restored "
        "backup, rows written by hand or a new version of the code. Run twice, it changes nothing."
    )

    def handle(self, **options):
        self.stdout.write(f"{index.rebuild()} pages, translations and documents can be found.")
