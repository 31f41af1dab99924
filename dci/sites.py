"""The site a request is for, and what every visit asks for with it: kept until it changes."""

from dataclasses import dataclass, field
from operator import attrgetter

from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import AbstractPage, PageViewRestriction, Site
from wagtail.models.sites import SiteRootPath

from dci import languages
from dci.at_once import Wanted, at_once
from dci.kept import kept

MENU_DEPTH = 3  # below the home pages


@dataclass(frozen=True)
class Frame:
    """What stands around every page: the sites with their home pages, settings, menu, footer links.

    ``private`` are the paths in the tree below which only some visitors may see what is there.
    Requests share it, so nobody may write to what is in it. Only ``parts`` are added: what has been
    written from it and from nothing else, by all that it depends on.
    """

    sites: list[Site]
    settings: list[Model]
    menu: list[AbstractPage]
    footer: list[Model]
    private: list[str]
    parts: dict[tuple, str] = field(default_factory=dict)

    def is_private(self, page: AbstractPage) -> bool:
        return any(page.path.startswith(path) for path in self.private)

    def is_public(self, page: AbstractPage) -> bool:
        """Whether every visitor may see ``page``."""
        return page.live and not self.is_private(page)


def frame(request: HttpRequest) -> Frame:
    if not hasattr(request, "_frame"):
        request._frame = kept(("frame",), read)
    return request._frame


def read() -> Frame:
    """Two queries."""
    sites, settings, footer, private = at_once(
        Wanted(Site, None, ("root_page",)),
        Wanted(apps.get_model("dci", "SiteSettings"), None),
        Wanted(apps.get_model("dci", "FooterLink"), None, ("page",)),
        Wanted(PageViewRestriction, None, ("page",)),
    )
    pages = apps.get_model("dci", "SitePage").objects.live().for_links()
    return Frame(
        [*sites.values()],
        [*settings.values()],
        [*pages.filter(depth=MENU_DEPTH, show_in_menus=True).order_by("path")],
        [*footer.values()],
        [restriction.page.path for restriction in private.values()],
    )


def for_request(request: HttpRequest) -> Site | None:
    """The site of ``request``, with its ``root_page``.

    Left on the request where Wagtail looks for it too: what it would otherwise ask the
    database for again, or take from a cache that another process does not know to be old.
    """
    if not hasattr(request, "_wagtail_site"):
        sites = sorted(frame(request).sites, key=attrgetter("hostname"))
        sites.sort(key=attrgetter("root_page.url_path", "is_default_site"), reverse=True)
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
