"""Writes the part of nginx's file that lets it hand out kept pages by itself."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from dci import languages
from dci.page_cache import files
from dci.page_cache.answers import Headers, ask
from dci.page_cache.asked import Asked
from dci.page_cache.entries import Entry

BEGIN = """\
# Pages that the site has made, handed out without asking it (dci/page_cache/files.py).
# Written by `manage.py nginx_pages`; after a new version of the code: write it anew, reload nginx.
"""
LOCATION = """
location /{code}/ {{
    root {folder};
    try_files $kept_pages/$host${{uri}}index.html @site;
    error_page 404 = @site;  # a page that has changed between the two looks
    error_page 502 503 504 =503 @busy;  # what stands outside holds no longer once there is one here
    types {{ }} default_type "{type}";
    gzip_static on;{brotli}
    if_modified_since off;  # a file's time is none: it makes the ETag
    max_ranges 0;
    add_header Last-Modified "";
{headers}
}}
"""


class Command(BaseCommand):
    help = (
        "Writes what nginx needs to hand out kept pages without asking the site: "
        "manage.py nginx_pages > /etc/nginx/dci_pages.conf. Not for several machines."
    )

    def add_arguments(self, parser):
        parser.add_argument("--brotli", action="store_true", help="nginx has brotli_static")

    def handle(self, *, brotli: bool, **options):
        if not settings.PAGE_CACHE:
            raise CommandError("No pages are kept here: set PAGE_CACHE to a folder.")
        if settings.SEVERAL_MACHINES:
            raise CommandError(
                "With SEVERAL_MACHINES=1 only the database knows which kept pages are still true, "
                "and nginx can't ask it: let the site hand them out."
            )
        self.stdout.write(BEGIN, ending="")
        for code in languages.ALL:
            headers = headers_of_home(code)
            self.stdout.write(
                LOCATION.format(
                    code=code,
                    folder=Path(settings.PAGE_CACHE) / "current" / files.folder_of(headers),
                    brotli="\n    brotli_static on;" if brotli else "",
                    type=dict(headers)["Content-Type"],
                    headers="\n".join(
                        f'    add_header {name} "{value}";'
                        for name, value in headers
                        if name != "Content-Type"
                    ),
                ),
                ending="",
            )


def headers_of_home(code: str) -> Headers:
    """What a page in this language says of itself, as the site answers now."""
    from dci.wsgi import django  # it reads the settings, which a test may have changed

    base = urlsplit(settings.BASE_URL)
    home = Asked(base.scheme == "https", base.netloc, f"/{code}/", "")
    answer = ask(django, home.as_environ())
    if not answer.is_for_everybody:
        raise CommandError(f"The site has no public page at /{code}/ yet: publish one first.")
    return files.headers_of(Entry.of(answer))
