"""What two entries say, side by side."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import capfirst

from dci import languages

from ..models import Organisation, Relationship

TEXTS = ("name", "acronym", "former_name", "description")
SHARED = ("kind", "country", "website", "logo", "logo_permission")
FIELDS = (
    *(languages.column(name, languages.SOURCE) for name in TEXTS[:3]),
    *SHARED,
    languages.column("description", languages.SOURCE),
)


@dataclass(frozen=True)
class Line:
    """A field in which the two differ; ``takes_other`` where only the other says anything."""

    name: str
    label: str
    kept: str
    other: str
    takes_other: bool


def lines(kept: Organisation, other: Organisation) -> list[Line]:
    """The fields in which the two differ."""
    return [
        Line(name, _label(name), *texts, takes_other=not texts[0])
        for name in FIELDS
        if getattr(kept, name) != getattr(other, name)
        for texts in [(_text(kept, name), _text(other, name))]
    ]


def stamp(*organisations: Organisation) -> str:
    """A digest of what they say, rows included."""
    said = [
        [[str(getattr(organisation, name) or "") for name in ("pk", *FIELDS)], _rows(organisation)]
        for organisation in organisations
    ]
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=8).hexdigest()


def same_in(rows: list[Relationship], row: Relationship) -> bool:
    """Whether one of ``rows`` says what ``row`` says."""
    return any(_said(row) == _said(one) for one in rows)


def _rows(organisation: Organisation) -> list:
    return [[str(value or "") for value in _said(row)] for row in organisation.relationships.all()]


def _said(row: Relationship) -> tuple:
    return (row.other_id, row.kind, row.since, row.until)


def _label(name: str) -> str:
    return capfirst(str(Organisation._meta.get_field(name).verbose_name))


def _text(organisation: Organisation, name: str) -> str:
    if name == "kind":
        return str(organisation.get_kind_display())
    if name == "country":
        return str(organisation.country.name)
    return strip_tags(str(getattr(organisation, name) or ""))
