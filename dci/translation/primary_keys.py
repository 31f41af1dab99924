"""Primary keys as somebody has sent them: in an address, a form, a list."""

from collections.abc import Iterable

BEYOND = 2**31  # every database has keys below


def key_in(text: str) -> int | None:
    """The key that ``text`` is, ``None`` if it can be none: of digits beyond ASCII, or too large.

    Asked for one of those a database fails, or finds what another text stands for.
    """
    is_number = text.isascii() and text.isdigit() and len(text) < 11
    return int(text) if is_number and int(text) < BEYOND else None


def keys_in(texts: Iterable[str]) -> list[int]:
    """The keys among ``texts``; what is none is left out."""
    return [key for key in map(key_in, texts) if key is not None]
