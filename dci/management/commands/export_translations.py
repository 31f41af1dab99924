"""Writes files for translators outside."""

from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from wagtail.models import Site

from dci import languages
from dci.models import SitePage
from dci.translation.exchange import exporting
from dci.translation.exchange.formats import FORMATS
from dci.translation.models import Translation

EVERY = 100  # files between two words about the progress


class Command(BaseCommand):
    help = (
        "Writes what there is to translate into a language: one object as a file, several as a "
        "ZIP. Nothing on the site is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--language", required=True, choices=languages.TARGETS)
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--output", required=True, type=Path, help="the file to write")
        parser.add_argument(
            "--only-open", action="store_true", help="only passages without a valid translation"
        )
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--all", action="store_true", help="everything there is to translate")
        what.add_argument(
            "--part", help="a page and all pages below, by its English path: projects/together"
        )
        what.add_argument("--page", type=int, nargs="+", metavar="ID", help="these pages")

    def handle(self, *, language, format, output, only_open, verbosity, **options):
        chosen = FORMATS[format]
        lanes = self.lanes(language, **options)
        files = self.told(exporting.files(lanes, chosen, only_open=only_open), verbosity)
        try:
            if lanes.count() == 1 and output.suffix != ".zip":
                written = self.write_one(files, output)
            else:
                written = self.write_archive(files, output)
        except OSError as error:
            raise CommandError(f"{output} could not be written: {error.strerror}.") from error
        if not written:
            raise CommandError("There is nothing to translate in what was asked for.")
        noun = "file" if self.number == 1 else "files"
        self.stdout.write(f"{self.number} {noun} written to {output}.")

    def lanes(self, language: str, *, part, page, **options) -> QuerySet[Translation]:
        """The lanes asked for. Raises ``CommandError`` for a page that is not there."""
        if part is not None:
            return exporting.lanes_of_part(language, self.page_at(part))
        if page:
            found = list(SitePage.objects.filter(pk__in=page))
            missing = sorted(set(page) - {one.pk for one in found})
            if missing:
                raise CommandError(f"There is no page {', '.join(map(str, missing))}.")
            return exporting.lanes_of(language, found)
        return exporting.all_lanes(language)

    def page_at(self, path: str):
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            raise CommandError("There is no default site, so no path leads to a page.")
        below = "".join(f"{slug}/" for slug in path.split("/") if slug)
        found = SitePage.objects.filter(url_path=site.root_page.url_path + below).first()
        if found is None:
            raise CommandError(f"There is no page at {path}.")
        return found

    def told(self, files, verbosity: int):
        """``files``, with a word about each or about every hundredth."""
        self.number = 0
        for name, content in files:
            self.number += 1
            if verbosity > 1:
                self.stdout.write(name)
            elif verbosity and self.number % EVERY == 0:
                self.stdout.write(f"{self.number} files ...")
            yield name, content

    @staticmethod
    def write_one(files, output: Path) -> bool:
        first = next(files, None)
        if first:
            output.write_bytes(first[1])
        return first is not None

    @staticmethod
    def write_archive(files, output: Path) -> bool:
        """Write beside the place first: what is there is whole, or is what was there before."""
        first = next(files, None)
        if first is None:
            return False
        beside = output.with_name(f"{output.name}.part")
        try:
            with beside.open("wb") as stream:
                stream.writelines(exporting.zipped(chain([first], files)))
            beside.replace(output)
        finally:
            beside.unlink(missing_ok=True)
        return True
