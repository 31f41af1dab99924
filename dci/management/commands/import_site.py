"""Puts what `export_site` has written into an empty site."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dci.archive.contents import Kind
from dci.archive.loading import load
from dci.archive.reading import opened
from dci.archive.refusal import Refusal


class Command(BaseCommand):
    help = (
        "Reads an archive of `export_site` into a site that has been migrated and not used. "
        "Every row and file is compared; whatever is wrong, nothing is written."
    )
    kind = Kind.SITE

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="the archive")

    def handle(self, file: Path, **options) -> None:
        try:
            with opened(file) as archive:
                load(archive, self.kind)
        except Refusal as refusal:
            raise CommandError(f"Nothing was written. {refusal}") from refusal
        manifest = archive.manifest
        rows = sum(table["rows"] for table in manifest.tables.values())
        self.stdout.write(f"{rows} rows and {len(manifest.files)} files, each as it was.")
        self.stdout.write(f"Digest {manifest.digest}")
        for name in manifest.missing:
            self.stderr.write(f"Missing since before the archive was made: {name}")
