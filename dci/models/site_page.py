"""The page that every page is made of: one tree, one set of columns a language."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    MultiFieldPanel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.models import (
    AbstractPage,
    DefaultBasePageMixin,
    PageManager,
    PageViewRestriction,
    Site,
)
from wagtail.models.pages import AbstractPageMeta
from wagtail.search.index import AutocompleteField, FilterField, SearchField
from wagtail.url_routing import RouteResult

from dci import addresses, languages, renditions, surroundings
from dci.addresses import Addresses
from dci.at_once import Wanted, at_once
from dci.consent.publishing import PublishedWithConsent, check
from dci.content_checks.marking import marked
from dci.editing.form import SitePageForm
from dci.links import keeping as links
from dci.moments import check_moments
from dci.readable import Readable
from dci.search import index
from dci.translation.models import Translatable, Translation

from . import titles
from .copies import CopyWithLanes, with_own_rows
from .permissions import PagePermissions
from .querysets import SitePageQuerySet

TREE_COLUMNS = {"path", "depth", "numchild"}
HOME_DEPTH = 2
NO_RESTRICTIONS = PageViewRestriction.objects.none()
SEARCH_ENGINE_PANELS = [
    FieldPanel(
        "seo_title_en",
        heading=_("Heading in search engines"),
        help_text=_("Left empty, the page's title is used."),
    ),
    FieldPanel(
        "search_description_en",
        heading=_("Text in search engines"),
        help_text=_(
            "One or two sentences below that heading. Left empty, the introduction is used."
        ),
    ),
]


class SitePage(
    Readable, PublishedWithConsent, Translatable, AbstractPage, DefaultBasePageMixin, Addresses
):
    """A page in English, with lanes for the other languages.

    The English text and what all languages share go through Wagtail's revisions. The other
    languages' columns are written by publishing a lane (``dci.translation.lanes``).
    """

    objects = PageManager.from_queryset(SitePageQuerySet)()

    translated_fields = ["title", "seo_title", "search_description"]

    base_form_class = SitePageForm
    content_panels = [
        TitleFieldPanel("title_en", help_text=_("The page's heading, as visitors see it."))
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Address"),
                    help_text=_("The last part of the page's English address."),
                ),
                *SEARCH_ENGINE_PANELS,
            ],
            _("For search engines"),
        ),
        MultiFieldPanel(
            [FieldPanel("show_in_menus", help_text=_("Show the page in the main menu."))],
            _("Menu"),
        ),
    ]
    settings_panels = [PublishingPanel(), CommentPanel()]
    allowed_http_methods = ["GET", "HEAD"]

    search_fields = [
        *(field for field in AbstractPage.search_fields if field.field_name != "title"),
        *DefaultBasePageMixin.search_fields,
        SearchField("title_en", boost=2),
        AutocompleteField("title_en"),
        FilterField("title_en"),
    ]

    class Meta(AbstractPageMeta):
        indexes = [
            models.Index(fields=[addresses.path_column(code)], name=f"sitepage_path_{code}"[:30])
            for code in languages.ALL
        ]
        indexes += [models.Index(fields=["depth", "show_in_menus"], name="sitepage_menu")]

    def __init_subclass__(cls, **kwargs):
        """Pin the form: at start-up Wagtail gives the base page, and its heirs, its own."""
        super().__init_subclass__(**kwargs)
        cls.base_form_class = cls.base_form_class

    def __str__(self) -> str:
        return self.title_en or ""

    def get_admin_display_title(self) -> str:
        """In English whatever the admin's language; the root, which has no draft, is the tree."""
        if self.is_root():
            return translation.gettext("Pages")
        return self.draft_title or self.title_en or ""

    # -- columns --------------------------------------------------------------------------

    @classmethod
    def target_columns(cls) -> list[str]:
        return [*super().target_columns(), *addresses.COLUMNS]

    def written_columns(self) -> list[str]:
        """Without the page's place in the tree, which only the tree itself writes.

        A page read before a child was added would otherwise take the child off its parent's count,
        and be deleted without it.
        """
        return [name for name in super().written_columns() if name not in TREE_COLUMNS]

    @property
    def exclude_fields_in_copy(self) -> list[str]:
        """A copy is a page of its own, which nobody has translated or given an address yet."""
        return self.target_columns()

    def permissions_for_user(self, user) -> PagePermissions:
        return PagePermissions(user, self)

    @property
    def is_public(self) -> bool:
        return self.live

    @property
    def publicity(self) -> int:
        """Pages count for more than what stands on them, those of the menu for most."""
        return (3 if self.show_in_menus or self.depth == HOME_DEPTH else 2) if self.live else 0

    def is_available(self, language: str) -> bool:
        return language == languages.SOURCE or bool(
            getattr(self, languages.column("title", language))
        )

    def clean(self) -> None:
        super().clean()
        if not titles.is_one_line(self.title_en or ""):
            raise ValidationError({"title_en": titles.ONE_LINE})
        check_moments(self, "go_live_at", "expire_at")

    @transaction.atomic
    def save(self, **kwargs) -> None:
        is_whole = kwargs.get("update_fields") is None
        before = addresses.stored(self) if is_whole else None
        super().save(**kwargs)
        if before:
            addresses.settle(self, before)

    def empty_target_columns(self) -> None:
        super().empty_target_columns()
        for name in addresses.COLUMNS:
            setattr(self, name, "")

    def lane_published(self, lane: Translation) -> None:
        page = self.specific_class.objects.get(pk=self.pk)
        if page.live:
            check(page)
        title = getattr(page, languages.column("title", lane.language))
        addresses.take(self, lane.language, lane.slug, title)

    def shown_anew(self) -> None:
        stored = self.stored()
        index.refresh_stored(stored)
        links.refresh_stored(stored)
        if self.live:
            renditions.want(self)

    def own_slug(self, language: str) -> str | None:
        return addresses.own_slug(self, language)

    def check_slug(self, language: str, slug: str) -> None:
        addresses.check(self, language, slug)

    # Wagtail's own work, in the source language: it reads and writes ``title``, which means
    # the column of whatever language the admin is shown in.

    def minimal_clean(self) -> None:
        """What a preview of a page asks for that has never been saved."""
        with languages.source_language():
            super().minimal_clean()

    def save_revision(self, **kwargs):
        with languages.source_language():
            return super().save_revision(**kwargs)

    def copy(self, **kwargs):
        with languages.source_language():
            return CopyWithLanes(self, **kwargs).execute(skip_permission_checks=True)

    def move(self, *args, **kwargs):
        with languages.source_language():
            return super().move(*args, **kwargs)

    def with_content_json(self, content):
        with languages.source_language():
            version = super().with_content_json(with_own_rows(type(self), content))
        version.is_minor_change = self.is_minor_change  # it is published in a version of its own
        return version

    # -- addresses ------------------------------------------------------------------------

    @staticmethod
    def _slug_is_available(slug, parent_page, page=None) -> bool:
        return addresses.source_slug_is_free(slug, parent_page, page)

    def set_url_path(self, parent) -> str:
        addresses.fill(self, parent)
        return super().set_url_path(parent)

    @staticmethod
    def route_for_request(request, path: str) -> RouteResult | None:
        """The page at ``path`` in the active language: one look-up, however deep it is."""
        if not hasattr(request, "_wagtail_route_for_request"):
            request._wagtail_route_for_request = _route(request, path)
        return request._wagtail_route_for_request

    is_private: bool | None = None

    def get_view_restrictions(self):
        """Asked for at each visit, and not looked up where routing knows that there are none."""
        if self.is_private is False:
            return NO_RESTRICTIONS
        return super().get_view_restrictions()

    def get_url_parts(self, request=None) -> tuple[int, str, str] | None:
        """As Wagtail's, with the address in the active language."""
        return self._url_parts(languages.current(), request)

    def _url_parts(self, language: str, request) -> tuple[int, str, str] | None:
        roots = self._get_relevant_site_root_paths(request)
        if not roots:
            return None
        root = roots[0]
        if len(roots) > 1 and isinstance(request, HttpRequest):
            own = Site.find_for_request(request)
            root = next((one for one in roots if own and one.site_id == own.pk), root)
        path = getattr(self, addresses.path_column(language))[len(root.root_path) :]
        return root.site_id, root.root_url, addresses.public(path, language)

    def address(self, language: str) -> str | None:
        parts = self._url_parts(language, self._request)
        return parts and parts[2]

    def full_address(self, language: str) -> str | None:
        parts = self._url_parts(language, self._request)
        return parts and parts[1] + parts[2]

    @property
    def breadcrumbs(self) -> list["SitePage"]:
        """The pages above this one, from the home page down."""
        return surroundings.of(self._request).ancestors if self._request else []

    # -- being found ----------------------------------------------------------------------

    search_kind = "page"

    def search_words(self, language: str) -> list[str]:
        """What else the page is found by: words in ``language`` that are no text of its own."""
        return []

    def search_facets(self) -> list[tuple[str, str]]:
        """What search results are narrowed by: ``("region", "africa")``."""
        return []

    def linked_data(self, request) -> list[dict]:
        """What the page is about, in the words of schema.org (``dci.sharing.linked_data``)."""
        return []

    # -- serving --------------------------------------------------------------------------

    shows: tuple[str, ...] = ()  # what is fetched with the page, as for ``prefetch_related``
    _request = None

    def get_context(self, request, *args, **kwargs) -> dict:
        self._request = request
        request.current_page = self
        return super().get_context(request, *args, **kwargs)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """One preview a language."""
        return [(code, languages.name(code)) for code in languages.ALL]

    def serve_preview(self, request, mode_name: str):
        language = mode_name if mode_name in languages.ALL else languages.SOURCE
        with translation.override(language):
            response = super().serve_preview(request, mode_name).render()
        if getattr(request, "in_preview_panel", False):
            response.content = marked(response.text)
        return response


def _route(request, path: str) -> RouteResult | None:
    around = surroundings.of(request)
    found = around.at(path)
    if found is None or found.specific_class is None:
        return None
    [pages] = at_once(Wanted(found.specific_class, [found.pk], whole=True))
    page = pages.get(found.pk)
    if page is None or not page.live:  # unpublished a moment ago
        return None
    page.is_private = around.frame.is_private(page)
    around.fetch(page)
    return RouteResult(page)
