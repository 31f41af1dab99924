"""What a check looks at, and what it finds."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from ..help.glossary import KnownTerm
from ..marked_text import MarkedText
from .addresses_in_text import ADDRESS


@dataclass(frozen=True)
class Finding:
    """Something that is likely wrong with a translation.

    ``code`` is the check's name, with what it is about behind a colon where one check may find
    several things: by it a finding is dismissed. ``repair`` is the mended target, ``None`` where
    only a person can know what was meant.
    """

    code: str
    message: str
    repair: str | None = None


@dataclass(frozen=True)
class Pair:
    """A source and its translation into ``language``.

    ``max_length`` is that of the field in characters. ``terms`` are those of the source.
    ``own_addresses`` gives, for an address in the target that leads to a page of this site in
    the source language, the address of that page in ``language``.
    """

    source: str
    target: str
    language: str
    is_html: bool = False
    max_length: int | None = None
    terms: tuple[KnownTerm, ...] = ()
    own_addresses: dict[str, str] = field(default_factory=dict)

    @cached_property
    def marked_source(self) -> MarkedText:
        return MarkedText(self.source, self.is_html)

    @cached_property
    def marked_target(self) -> MarkedText:
        return MarkedText(self.target, self.is_html)

    @cached_property
    def source_text(self) -> str:
        """The source without markup."""
        return self.marked_source.plain

    @cached_property
    def target_text(self) -> str:
        """The target without markup."""
        return self.marked_target.plain

    @cached_property
    def source_prose(self) -> str:
        """The source without markup, each address in it replaced by as many ``x``."""
        return without_addresses(self.source_text)

    @cached_property
    def target_prose(self) -> str:
        return without_addresses(self.target_text)

    def edited(self, edits: list[tuple[int, int, str]]) -> str:
        """The target with stretches of its plain text exchanged."""
        return self.marked_target.edited(edits)

    def is_in(self, language: str) -> bool:
        """Whether the target is in ``language`` or a variety of it: ``fr`` for ``fr-ch``."""
        return self.language.partition("-")[0] == language


def without_addresses(text: str) -> str:
    """``text`` of the same length, without punctuation and numbers that are part of addresses."""
    return ADDRESS.sub(lambda found: re.sub(r".", "x", found[0]), text)
