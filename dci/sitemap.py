"""The sitemap: each live page in each language it can be read in, with its alternates.

A site of more than 500 pages has several, so that none takes long to make, and one that names them.
"""

from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Site

from dci import languages
from dci.models import SitePage, SitePageQuerySet
from dci.translation.models import Translation
from dci.views import for_readers

PAGES = 500  # in one file


@for_readers
def sitemap(request: HttpRequest, part: int | None = None) -> HttpResponse:
    """``/sitemap.xml``, or one of its parts, ``/sitemap-2.xml``."""
    parts = -(-public_pages().count() // PAGES)
    if part is None and parts > 1:
        numbers = range(1, parts + 1)
        paths = (reverse("sitemap_part", args=[number]) for number in numbers)
        listed = [{"location": request.build_absolute_uri(path)} for path in paths]
        context = {"sitemaps": listed}
        return render(request, "sitemap_index.xml", context, content_type="application/xml")
    if part is not None and not 1 <= part <= parts:
        raise Http404
    return views.sitemap(request, {"pages": PageSitemap(part or 1)})


def public_pages() -> SitePageQuerySet:
    roots = Site.get_site_root_paths()
    if not roots:
        return SitePage.objects.none()
    return SitePage.objects.live().public().filter(url_path__startswith=roots[0].root_path)


class PageSitemap(Sitemap):
    """Addresses that carry their own language; fallback addresses are left out.

    https://developers.google.com/search/docs/specialty/international/localized-versions
    """

    i18n = True
    alternates = True
    limit = 50_000  # addresses, more than what 500 pages have; what the format allows

    def __init__(self, part: int = 1):
        self._part = part

    def get_urls(self, page=1, site=None, protocol=None):
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        for url in urls:
            source = next(a for a in url["alternates"] if a["lang_code"] == languages.SOURCE)
            url["alternates"].append({**source, "lang_code": "x-default"})
            item, language = url["item"]
            dates = [url["lastmod"], self._lanes.get((item.pk, language))]
            url["lastmod"] = max(filter(None, dates), default=None)
        return urls

    def items(self) -> list[SitePage]:
        return self._pages

    @cached_property
    def _pages(self) -> list[SitePage]:
        return list(public_pages().order_by("path")[(self._part - 1) * PAGES : self._part * PAGES])

    def get_languages_for_item(self, item: SitePage) -> list[str]:
        return item.available_languages

    def location(self, item: SitePage) -> str:
        return item.address(languages.current())

    def lastmod(self, item: SitePage) -> datetime | None:
        return item.last_published_at

    @cached_property
    def _lanes(self) -> dict[tuple[int, str], datetime]:
        """When the published lanes of pages were last published."""
        keys = [page.pk for page in self._pages]
        lanes = Translation.objects.published(SitePage).filter(object_id__in=keys)
        rows = lanes.values_list("object_id", "language", "last_published_at")
        return {(pk, language): date for pk, language, date in rows}
