"""How a link to a page inside rich text is shown to visitors."""

from django.utils import translation
from django.utils.html import format_html
from wagtail.rich_text.pages import PageLinkHandler

from dci import surroundings
from dci.models import SitePage
from dci.reading import reader


class ReaderPageLinkHandler(PageLinkHandler):
    """Leads to the page in the reader's language; a page that is not published is not linked."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[SitePage | None]:
        keys = [int(attrs.get("id") or 0) for attrs in attrs_list]
        request = reader().request
        if request is None:
            found = SitePage.objects.live().in_bulk(keys)
        else:
            found = surroundings.of(request).linked(set(keys))
        return [found.get(key) for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        current = reader()
        with translation.override(current.language):
            return [
                format_html('<a href="{}">', page.get_url(current.request)) if page else "<a>"
                for page in cls.get_many(attrs_list)
            ]
