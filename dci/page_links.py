"""Which pages a page's texts link to."""

import re

from wagtail.fields import StreamField
from wagtail.models import AbstractPage

from dci import languages

LINK = re.compile(r"<a [^<>]*>")  # no further: texts may have thousands of beginnings
PAGE_ID = re.compile(r"\bid=\"(\d{1,18})\"")


def linked_keys(page: AbstractPage) -> set[int]:
    """The keys of the pages that the texts of ``page`` link to, in the language it is read in."""
    text = " ".join(
        _raw(field, getattr(page, languages.column(field.name, page.reading_language)))
        for field in map(page._meta.get_field, page.translated_fields)
    )
    links = [link for link in LINK.findall(text) if 'linktype="page"' in link]
    return {int(found[1]) for link in links if (found := PAGE_ID.search(link))}


def _raw(field, value) -> str:
    return str(value.get_prep_value()) if value and isinstance(field, StreamField) else str(value)
