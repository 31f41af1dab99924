"""How links inside rich text, to pages and documents, are shown to visitors."""

from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from dci import languages, surroundings
from dci.models import SitePage
from dci.reading import reader


def key_of(attrs: dict) -> int:
    """The key that a link names; 0, which nothing has, for what is no key."""
    key = str(attrs.get("id") or "")
    return int(key) if key.isdecimal() and len(key) < 19 else 0


class SafeDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's, which would fail on a link that names no key."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list:
        keys = [key_of(attrs) for attrs in attrs_list]
        found = cls.get_model().objects.in_bulk(keys)
        return [found.get(key) for key in keys]


class ReaderPageLinkHandler(PageLinkHandler):
    """Leads to the page in the reader's language; a page that is not published is not linked."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[SitePage | None]:
        keys = [key_of(attrs) for attrs in attrs_list]
        request = reader().request
        if request is None:
            found = SitePage.objects.live().in_bulk(keys)
        else:
            found = surroundings.of(request).linked(set(keys))
        return [found.get(key) for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        current = reader()
        with languages.spoken(current.language):
            return [
                format_html('<a href="{}">', page.get_url(current.request)) if page else "<a>"
                for page in cls.get_many(attrs_list)
            ]
