"""What is new in a language, for feed readers (Atom, RFC 4287)."""

from urllib.parse import urlsplit

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from dci import languages, sites, surroundings
from dci.models import SitePage
from dci.search.models import Entry
from dci.translation.characters import printable
from dci.translation.models import Translation
from dci.views import for_readers

NEWEST = 30


@for_readers
def feed(request: HttpRequest) -> HttpResponse:
    """The pages that were last published in the language of the address, really in it."""
    language, around = languages.current(), surroundings.of(request)
    name = str(around.settings.translated("name")) or str(around.site or "")
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
    for entry in _newest(language):
        page = entry.page
        atom.add_item(
            title=printable(entry.heading),
            link=page.full_address(language),
            description=printable(entry.lead) or None,
            unique_id=_permanent(request, f"page-{page.pk}", language),
            pubdate=page.first_published_at,
            updateddate=entry.published,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _newest(language: str) -> QuerySet[Entry]:
    """The pages below the home page that were last ``published`` in ``language``."""
    pages = Entry.objects.visible().filter(document=None, language=language, page__depth__gt=2)
    published = F("page__last_published_at")
    if language != languages.SOURCE:
        lanes = Translation.objects.published(SitePage).filter(language=language)
        dates = lanes.filter(object_id=OuterRef("page")).values("last_published_at")
        published = Coalesce(Subquery(dates[:1]), published)
    dated = pages.annotate(published=published).exclude(published=None)
    return dated.select_related("page").defer("content").order_by("-published", "-pk")[:NEWEST]


def _permanent(request: HttpRequest, thing: str, language: str) -> str:
    """An id that stays when addresses change (RFC 4151)."""
    host = urlsplit(sites.absolute(request, "/")).hostname
    return f"tag:{host},2026:{thing}/{language}"
