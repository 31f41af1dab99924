"""Who is reading: the language of the reader, and the request, wherever text is rendered.

A page without a translation is rendered in English for a French reader. Its text is English,
but its links lead on in French; a link inside rich text has no template context to know that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest

from dci import languages


@dataclass(frozen=True)
class Reader:
    """The language of the address that was asked for, and the request that asked."""

    language: str
    request: HttpRequest | None = None


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def reader() -> Reader:
    """The reader of what is being rendered now."""
    return _reader.get() or Reader(languages.current())


@contextmanager
def content_in(language: str, request: HttpRequest | None = None) -> Iterator[None]:
    """Render in ``language`` for whoever has been reading so far."""
    token = _reader.set(Reader(reader().language, request or reader().request))
    try:
        with languages.spoken(language):
            yield
    finally:
        _reader.reset(token)
