"""What stands around every page: settings, menu, breadcrumbs, footer. Two queries at most."""

from operator import attrgetter

from django.apps import apps
from django.utils.functional import SimpleLazyObject, cached_property
from wagtail.models import AbstractPage

from dci import addresses, chosen, languages, sites
from dci.at_once import Wanted, at_once

DEEPEST = 63  # levels that the tree can have


class Surroundings:
    """The pages and settings around the page that ``request`` shows, fetched when asked for."""

    def __init__(self, request):
        self.request = request
        self._asked: tuple[str, list[str]] | None = None  # a column and its values
        self._linked: dict = {}
        self.chosen: chosen.Chosen = {}

    @property
    def page(self):
        return getattr(self.request, "current_page", None)

    @cached_property
    def frame(self) -> sites.Frame:
        return sites.frame(self.request)

    @cached_property
    def site(self):
        return sites.for_request(self.request)

    @cached_property
    def settings(self):
        """The site's settings; empty ones where nobody has written any."""
        own = (one for one in self.frame.settings if self.site and one.site_id == self.site.pk)
        return next(own, None) or apps.get_model("dci", "SiteSettings")(site=self.site)

    def at(self, path: str):
        """The published page at ``path`` in the active language, private or not.

        Asked for in one query with the pages above it, whose addresses its own begins with: one
        look-up, however deep it is, and none for what stands in the main menu.
        """
        if self.site is None or path.count("/") > DEEPEST:
            return None
        root = self.site.root_page.url_path
        ends = [end for end, letter in enumerate(path, start=1) if letter == "/"]
        column = addresses.path_column(languages.current())
        self._asked = column, [root, *(f"{root}{path[:end]}" for end in ends)]
        return next((page for page in self._pages if getattr(page, column) == root + path), None)

    @cached_property
    def _pages(self) -> list:
        """The published pages of the main menu and above the page that is shown, as a tree."""
        model = apps.get_model("dci", "SitePage")
        near = [*(site.root_page for site in self.frame.sites), *self.frame.menu]
        column, values = "path", []
        if self._asked:
            column, values = self._asked
        elif self.page and self.page.path:
            steps = range(2 * model.steplen, len(self.page.path), model.steplen)
            values = [self.page.path[:end] for end in steps]
        missing = {*values} - {getattr(page, column) for page in near}
        [found] = at_once(Wanted(model, missing, by=column))
        pages = {page.pk: page for page in [*near, *found.values()] if page.live}
        return sorted(pages.values(), key=attrgetter("path"))

    def _public(self, pages) -> list:
        return [page for page in pages if self.frame.is_public(page)]

    @cached_property
    def home(self):
        return next(iter(self._public([self.site.root_page] if self.site else [])), None)

    @cached_property
    def menu(self) -> list:
        start = self.site.root_page.path if self.site else ""
        return [
            page
            for page in self._public(self._pages)
            if page.depth == sites.MENU_DEPTH and page.show_in_menus and page.path.startswith(start)
        ]

    @cached_property
    def footer(self) -> list:
        pages = [link.page for link in self.frame.footer if link.settings_id == self.settings.pk]
        return self._public(filter(None, pages))

    @cached_property
    def ancestors(self) -> list:
        """From the home page down to the page's parent."""
        if not self.page or not self.page.path:
            return []
        return [
            page
            for page in self._public(self._pages)
            if self.page.path.startswith(page.path) and page.path != self.page.path
        ]

    def fetch(self, page) -> None:
        """Ask for all that ``page`` shows beside what is in its row."""
        self.chosen = chosen.fetch_shown(page)
        for found in self.chosen.values():
            for one in found.values():
                if isinstance(one, AbstractPage):
                    one.is_private = self.frame.is_private(one)

    def linked(self, keys: set[int]) -> dict:
        """Published pages by their keys; those that the page's own texts link to cost no query."""
        model = apps.get_model("dci", "SitePage")
        if missing := keys - self._linked.keys():
            near = [*self._pages, *self.footer, *self.chosen.get(model, {}).values()]
            found = {page.pk: page for page in near if page and page.live}
            if unknown := missing - found.keys() - self.chosen.get(model, {}).keys():
                found |= model.objects.live().in_bulk(unknown)
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
