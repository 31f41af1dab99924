"""What stands around every page: settings, menu, breadcrumbs, footer. One query for all pages."""

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import SimpleLazyObject, cached_property

from dci import sites
from dci.page_links import linked_keys


class Surroundings:
    """The pages and settings around the page that ``request`` shows, fetched when asked for."""

    def __init__(self, request):
        self.request = request
        self.page = getattr(request, "current_page", None)
        self._linked: dict = {}

    @cached_property
    def site(self):
        return sites.for_request(self.request)

    @cached_property
    def settings(self):
        """The site's settings; empty ones where nobody has written any."""
        model = apps.get_model("dci", "SiteSettings")
        return getattr(self.site, "sitesettings", None) or model(site=self.site)

    @property
    def _root_path(self) -> str:
        return self.site.root_page.url_path if self.site else ""

    @cached_property
    def _pages(self) -> list:
        """Home, main menu, ancestors, footer and linked pages that visitors may see, as a tree."""
        model = apps.get_model("dci", "SitePage")
        links = apps.get_model("dci", "FooterLink").objects.filter(settings__site=self.site)
        wanted = Q(url_path=self._root_path) | Q(pk__in=links.values("page"))
        wanted |= Q(depth=3, show_in_menus=True, url_path__startswith=self._root_path)
        if self.page and self.page.path:
            steps = range(model.steplen, len(self.page.path), model.steplen)
            wanted |= Q(path__in=[self.page.path[:end] for end in steps], depth__gt=1)
        if self.page:
            wanted |= Q(pk__in=linked_keys(self.page))
        position = links.filter(page=OuterRef("pk")).order_by("sort_order").values("sort_order")
        pages = model.objects.live().public().filter(wanted)
        return list(pages.annotate(footer_position=Subquery(position[:1])).order_by("path"))

    @cached_property
    def home(self):
        return next((page for page in self._pages if page.url_path == self._root_path), None)

    @cached_property
    def menu(self) -> list:
        return [page for page in self._pages if page.depth == 3 and page.show_in_menus]

    @cached_property
    def footer(self) -> list:
        pages = [page for page in self._pages if page.footer_position is not None]
        return sorted(pages, key=lambda page: page.footer_position)

    @cached_property
    def ancestors(self) -> list:
        """From the home page down to the page's parent."""
        if not self.page or not self.page.path:
            return []
        return [
            page
            for page in self._pages
            if self.page.path.startswith(page.path) and page.path != self.page.path
        ]

    def linked(self, keys: set[int]) -> dict:
        """Published pages by their keys; those that the page's own texts link to cost no query."""
        for page in self._pages:
            self._linked.setdefault(page.pk, page)
        if missing := keys - self._linked.keys():
            found = apps.get_model("dci", "SitePage").objects.live().in_bulk(missing)
            self._linked |= {key: found.get(key) for key in missing}
        return self._linked


def of(request) -> Surroundings:
    """The surroundings of the page that ``request`` shows, made once a request."""
    if not hasattr(request, "_surroundings"):
        request._surroundings = Surroundings(request)
    return request._surroundings


def context(request) -> dict:
    """Context processor: nothing is fetched before a template asks."""
    around = of(request)
    return {
        "site_settings": SimpleLazyObject(lambda: around.settings),
        "home": SimpleLazyObject(lambda: around.home),
        "menu": SimpleLazyObject(lambda: around.menu),
        "footer_pages": SimpleLazyObject(lambda: around.footer),
    }
