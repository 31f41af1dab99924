"""The sitemap: each live page in each language it can be read in, with its alternates."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.utils.functional import cached_property
from wagtail.models import Site

from dci import languages
from dci.models import SitePage
from dci.translation.models import Translation


class PageSitemap(Sitemap):
    """Addresses that carry their own language; fallback addresses are left out.

    https://developers.google.com/search/docs/specialty/international/localized-versions
    """

    i18n = True
    alternates = True
    limit = 5000

    def get_urls(self, page=1, site=None, protocol=None):
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        for url in urls:
            source = next(a for a in url["alternates"] if a["lang_code"] == languages.SOURCE)
            url["alternates"].append({**source, "lang_code": "x-default"})
            item, language = url["item"]
            dates = [url["lastmod"], self._lanes.get((item.pk, language))]
            url["lastmod"] = max(filter(None, dates), default=None)
        return urls

    def items(self):
        roots = Site.get_site_root_paths()
        if not roots:
            return SitePage.objects.none()
        pages = SitePage.objects.live().public().filter(url_path__startswith=roots[0].root_path)
        return pages.order_by("path")

    def get_languages_for_item(self, item: SitePage) -> list[str]:
        return item.available_languages

    def location(self, item: SitePage) -> str:
        return item.address(languages.current())

    def lastmod(self, item: SitePage) -> datetime | None:
        return item.last_published_at

    @cached_property
    def _lanes(self) -> dict[tuple[int, str], datetime]:
        """When the published lanes of pages were last published."""
        lanes = Translation.objects.published(SitePage)
        rows = lanes.values_list("object_id", "language", "last_published_at")
        return {(pk, language): date for pk, language, date in rows}
