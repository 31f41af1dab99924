"""The chips of a document: one a language, the reader's own first."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django import template

from dci import languages

register = template.Library()


@register.filter
def reader_first(variants, reader: str) -> list:
    """Return variants (rows or blocks): the reader's language, the site's, then by code."""
    order = [reader, *languages.ALL]

    def place(variant):
        code = language_of(variant)
        return (order.index(code) if code in order else len(order), code)

    return sorted(variants, key=place)


@register.filter
def language_of(variant) -> str:
    """Return the language code of a variant: a row, or the value of a block."""
    return variant.get("language") if hasattr(variant, "get") else variant.language


@register.filter
def file_format(document) -> str:
    """Return the short name of a file's format, as readers know it: PDF, DOCX."""
    return PurePosixPath(document.filename).suffix.lstrip(".").upper()


@register.filter
def host(address: str) -> str:
    """Return the name of the site an address leads to, without www: "example.org"."""
    return (urlsplit(address or "").hostname or "").removeprefix("www.")
