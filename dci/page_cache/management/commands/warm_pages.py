"""Makes every public page, so that no visitor waits for one."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from dci import languages
from dci.models import SitePage
from dci.page_cache.asked import Asked

FILES = ("sitemap", "feed", "documents_data", "organisations_data", "projects_data")
SOMETIMES = 200  # pages between two lines that say how far it has come


class Command(BaseCommand):
    help = (
        "Makes every public page in every language, as the page cache keeps it. Run it after a new "
        "version of the code was put up. It can be stopped and begun again: what is made stays."
    )

    def handle(self, **options):
        from dci.wsgi import pages  # it reads the settings, which a test may have changed

        if not settings.PAGE_CACHE:
            raise CommandError("PAGE_CACHE is off: there is nowhere to keep pages.")
        base = urlsplit(settings.BASE_URL)
        wanted = list(dict.fromkeys(addresses()))
        for number, address in enumerate(wanted):
            if number % SOMETIMES == 0:
                self.stdout.write(f"{number} of {len(wanted)}")
            pages.warm([Asked(base.scheme == "https", base.netloc, address, "")])
        self.stdout.write(f"{len(wanted)} of {len(wanted)} made.")


def addresses() -> Iterator[str]:
    """Of public pages and of files for programs, in every language, the home pages first."""
    roots = Site.get_site_root_paths()
    public = SitePage.objects.live().public().filter(depth__gt=1).order_by("depth", "path")
    for page in public.iterator():
        if any(page.url_path.startswith(root.root_path) for root in roots):
            yield from (page.address(code) for code in languages.ALL)
    for code in languages.ALL:
        with translation.override(code):
            yield from (reverse(name) for name in FILES)
