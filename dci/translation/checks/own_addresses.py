"""Addresses of this site in a text that lead to a page in the source language."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from dci import languages

from ..base_page import base_page

LINK = re.compile(r'(?<![^\s("])((?:https?://[^\s"/<>]+)?/[^\s"<>?#]+)')


def own_addresses(texts: Iterable[str], language: str) -> dict[str, str]:
    """Addresses of pages in the source language in ``texts``, with those in ``language``.

    Only pages that can be read in ``language``, and public ones. No query if there is no such
    address in the texts, else three.
    """
    found = {address for text in texts for address in LINK.findall(text)}
    wanted = dict(_in_the_source(found))
    if not wanted:
        return {}
    roots = [root.root_path for root in Site.get_site_root_paths()]
    paths = [root + rest for root in roots for rest in set(wanted.values())]
    pages = base_page().objects.live().public()
    own = {
        page.url_path: page.address(language)
        for page in pages.filter(url_path__in=paths)
        if page.is_available(language)
    }
    return {
        address: urlsplit(address)._replace(path=own[root + rest]).geturl()
        for address, rest in wanted.items()
        for root in roots
        if own.get(root + rest)
    }


def _in_the_source(addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Those of the source, each with what its page's path ends with."""
    start = f"/{languages.SOURCE}/"
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
    for address in addresses:
        parts = urlsplit(address)
        if parts.path.startswith(start) and parts.netloc in ("", host):
            yield address, parts.path[len(start) :].rstrip("/") + "/"
