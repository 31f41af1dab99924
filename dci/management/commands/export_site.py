"""Takes pages, registry, files and translations elsewhere, without what is about people."""

from pathlib import Path

from django.core.management.base import BaseCommand

from dci.archive.contents import Kind
from dci.archive.targets import written


class Command(BaseCommand):
    help = (
        "Writes pages, translations, organisations, projects and files into one file, for "
        "`import_site` on another database. Accounts, messages of visitors and who did what stay."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="the archive; it must not be there yet")

    def handle(self, file: Path, **options) -> None:
        written(Kind.SITE, file, say=self.stdout.write, warn=self.stderr.write)
