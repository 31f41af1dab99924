"""A guide to the site for programs that read it for somebody (https://llmstxt.org)."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from dci import languages, sites, surroundings
from dci.search.models import Entry
from dci.views import for_readers

MOST = 200


@for_readers
def llms(request: HttpRequest) -> HttpResponse:
    with languages.source_language():
        text = "\n".join(_lines(request)) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _lines(request: HttpRequest) -> Iterator[str]:
    settings = surroundings.of(request).settings
    yield f"# {settings.name_en or request.get_host()}"
    if settings.mission_en:
        yield f"\n> {settings.mission_en}"
    yield "\n## Pages\n"
    pages = Entry.objects.visible().filter(document=None, language=languages.SOURCE)
    for entry in pages.select_related("page").defer("content").order_by("page__path")[:MOST]:
        link = entry.page.full_address(languages.SOURCE)
        yield f"- [{entry.heading}]({link})" + (f": {entry.lead}" if entry.lead else "")
    yield "\n## Languages\n"
    for code in languages.ALL:
        yield f"- [{languages.name(code)}]({_address(request, code, 'wagtail_serve', '')})"
    yield "\n## Data\n"
    yield f"- [Sitemap]({sites.absolute(request, reverse('sitemap'))})"
    for name in ("projects", "organisations", "documents"):
        yield f"- [{name.capitalize()}]({_address(request, languages.SOURCE, f'{name}_data')})"
    for code in languages.ALL:
        yield f"- [New pages, {languages.name(code)}, Atom]({_address(request, code, 'feed')})"


def _address(request: HttpRequest, language: str, view: str, *arguments: str) -> str:
    with translation.override(language):
        return sites.absolute(request, reverse(view, args=arguments))
