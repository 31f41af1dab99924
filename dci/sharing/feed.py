"""What is new in a language, for feed readers (Atom, RFC 4287)."""

from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from dci import languages, sites
from dci.models import SitePage
from dci.search.models import Entry
from dci.translation.models import Translation
from dci.views import for_readers

NEWEST = 30


@for_readers
def feed(request: HttpRequest) -> HttpResponse:
    """The pages that were last published in the language of the address, really in it."""
    language, site = languages.current(), sites.for_request(request)
    settings = getattr(site, "sitesettings", None)
    name = str(settings.translated("name")) if settings else str(site or "")
    atom = Atom1Feed(
        title=name,
        link=sites.absolute(request, reverse("wagtail_serve", args=[""])),
        description="",
        language=language,
        feed_url=sites.absolute(request, request.path),
        feed_guid=_permanent(request, "feed", language),
        subtitle=_("New and changed pages"),
        author_name=name,
    )
    for entry, published in _newest(language):
        page = entry.page
        atom.add_item(
            title=entry.heading,
            link=page.full_address(language),
            description=entry.lead or None,
            unique_id=_permanent(request, f"page-{page.pk}", language),
            pubdate=page.first_published_at,
            updateddate=published,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _newest(language: str) -> list[tuple[Entry, object]]:
    """The pages found in ``language`` with the time they were last published in it."""
    pages = Entry.objects.visible().filter(document=None, language=language)
    dates = {}
    if language != languages.SOURCE:
        kind = ContentType.objects.get_for_model(SitePage)
        lanes = Translation.objects.filter(content_type=kind, language=language, live=True)
        dates = dict(lanes.values_list("object_id", "last_published_at"))
    dated = [
        (entry, dates.get(entry.page_id) or entry.page.last_published_at)
        for entry in pages.select_related("page").defer("content")
    ]
    found = [(entry, date) for entry, date in dated if date and entry.page.depth > 2]
    return sorted(found, key=lambda pair: (pair[1], pair[0].pk), reverse=True)[:NEWEST]


def _permanent(request: HttpRequest, thing: str, language: str) -> str:
    """An id that stays when addresses change (RFC 4151)."""
    host = urlsplit(sites.absolute(request, "/")).hostname
    return f"tag:{host},2026:{thing}/{language}"
