"""What a page is about, in the words of https://schema.org, as JSON-LD."""

import json

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from dci import languages, sites, surroundings

# What would end the script element, or be something else in another context.
ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def script(page, request: HttpRequest) -> SafeString:
    """The element that says it all, for the head of the page."""
    graph = [*page.linked_data(request), *_breadcrumbs(page)]
    said = {"@context": "https://schema.org", "@graph": [without_gaps(one) for one in graph]}
    # In a script element HTML's escapes mean nothing; JSON's own do.
    text = json.dumps(said, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped


def organisation(request: HttpRequest) -> dict:
    """The movement itself, as its settings have it."""
    around = surroundings.of(request)
    settings, home = around.settings, around.home
    names = {str(settings.translated("name", code)) for code in languages.ALL}
    name = str(settings.translated("name"))
    return {
        "@type": "NGO",
        "@id": organisation_key(request),
        "name": name,
        "alternateName": sorted({*names, str(settings.translated("acronym"))} - {name, ""}),
        "url": home and home.full_address(languages.current()),
        "description": str(settings.translated("mission")),
        "email": settings.email,
        "telephone": settings.telephone,
        "address": str(settings.translated("address")),
        "knowsLanguage": languages.ALL,
        "sameAs": [link.value["url"] for link in settings.social_links],
    }


def organisation_key(request: HttpRequest) -> str:
    """What pages call the movement by: the same in every language."""
    return sites.absolute(request, "/#organisation")


def without_gaps(said: dict) -> dict:
    """``said`` without what is not known."""
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def _breadcrumbs(page) -> list[dict]:
    language = languages.current()
    above = page.breadcrumbs
    if not above:
        return []
    items = [
        {
            "@type": "ListItem",
            "position": position,
            "name": str(one.translated("title")),
            "item": one.full_address(language),
        }
        for position, one in enumerate([*above, page], start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
