"""The site a request is for, with its home page and settings: one query a request."""

from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath

from dci import languages


def for_request(request: HttpRequest) -> Site | None:
    """The site of ``request``, its ``root_page`` and ``sitesettings`` fetched along with it.

    Left on the request where Wagtail looks for them too: what it would otherwise ask the
    database for again, or take from a cache that another process does not know to be old.
    """
    if not hasattr(request, "_wagtail_site"):
        sites = list(
            Site.objects.select_related("root_page", "sitesettings").order_by(
                "-root_page__url_path", "-is_default_site", "hostname"
            )
        )
        request._wagtail_site = _match(sites, request)
        request._wagtail_cached_site_root_paths = [
            SiteRootPath(site.pk, site.root_page.url_path, site.root_url, languages.SOURCE)
            for site in sites
        ]
    return request._wagtail_site


def absolute(request: HttpRequest, path: str) -> str:
    """``path`` with scheme and host of the site, however it was asked for."""
    site = for_request(request)
    return f"{site.root_url}{path}" if site else request.build_absolute_uri(path)


def _match(sites: list[Site], request: HttpRequest) -> Site | None:
    """Wagtail's order: host and port, default site with that host, default site, host alone."""
    host = split_domain_port(request.get_host())[0]
    port = int(request.get_port())

    def rank(site: Site) -> int:
        if site.hostname == host:
            return 0 if site.port == port else 1 if site.is_default_site else 3
        return 2 if site.is_default_site else 4

    best = min(sites, key=rank, default=None)
    return best if best and rank(best) < 4 else None
