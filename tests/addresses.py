"""Every address of the admin, as its URL patterns have them."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ADMIN = "admin/"


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, str]]:
    """``("pages/<int:page_id>/edit/", "wagtailadmin_pages:edit")``: route and name of each view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        elif isinstance(pattern, URLPattern) and route.startswith(ADMIN):
            yield plain(route.removeprefix(ADMIN)), pattern.name or ""


def plain(route: str) -> str:
    """A route without the signs of regular expressions, whose groups are as those of paths."""
    named = re.sub(r"\(\?P(<\w+>)[^()]*\)", r"\1", route)
    return re.sub(r"\([^()?]+\)", "<value>", named).replace("^", "").replace("$", "")
