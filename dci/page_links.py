"""Which pages a page's texts link to."""

import re

from wagtail.fields import StreamField
from wagtail.models import AbstractPage

from dci import languages

PAGE_LINK = re.compile(r"<a [^>]*linktype=\"page\"[^>]*>")
PAGE_ID = re.compile(r"\bid=\"(\d{1,18})\"")


def linked_keys(page: AbstractPage) -> set[int]:
    """The keys of the pages that the texts of ``page`` link to, in the language it is read in."""
    text = " ".join(
        _raw(field, getattr(page, languages.column(field.name, page.reading_language)))
        for field in map(page._meta.get_field, page.translated_fields)
    )
    return {int(found[1]) for link in PAGE_LINK.findall(text) if (found := PAGE_ID.search(link))}


def _raw(field, value) -> str:
    return str(value.get_prep_value()) if value and isinstance(field, StreamField) else str(value)
