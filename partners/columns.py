"""The columns of the register as a spreadsheet, on its way out and back."""

from collections.abc import Callable
from functools import cache
from operator import attrgetter

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_countries import countries

from dci import languages

from .models import Organisation

NUMBER = _("no. in the register")
TEXTS = {"name": _("name"), "acronym": _("acronym")}
IN_LANGUAGES = {
    languages.column(field, code): format_lazy("{} ({})", name, code)
    for field, name in TEXTS.items()
    for code in languages.ALL
}
SHARED = {"kind": _("kind"), "country": _("country"), "website": _("website")}
FORMER = languages.column("former_name", languages.SOURCE)

EXPORTED: list[tuple[str, Callable]] = [
    (NUMBER, attrgetter("pk")),
    *((label, attrgetter(name)) for name, label in IN_LANGUAGES.items()),
    (_("former name"), attrgetter(FORMER)),
    (SHARED["kind"], Organisation.get_kind_display),
    (SHARED["country"], attrgetter("country.name")),
    (SHARED["website"], attrgetter("website")),
    (_("relationships"), lambda organisation: "; ".join(map(str, organisation.shown))),
    (_("used"), attrgetter("usage_count")),
]

# What a file changes. Names in the other languages are translations, and have lanes of their own.
KEY = "number"
WRITTEN = {
    **{
        name: label for name, label in IN_LANGUAGES.items() if name.endswith(f"_{languages.SOURCE}")
    },
    FORMER: _("former name"),
    **SHARED,
}


def shown(organisation: Organisation) -> dict[str, str]:
    """What a file could change of it, as the spreadsheet says it."""
    return {name: text_of(name, getattr(organisation, name)) for name in WRITTEN}


def text_of(name: str, value) -> str:
    """A value as the spreadsheet says it, in the language of the admin."""
    if name == "kind":
        return str(Organisation.Kind(value).label) if value in Organisation.Kind else value
    if name == "country":
        code = getattr(value, "code", value) or ""
        return str(countries.name(code)) if code else ""
    return str(value or "")


def value_of(name: str, text: str) -> str | None:
    """What is stored for a text of the spreadsheet; ``None`` where it means nothing."""
    if name == "kind" and not text:
        return Organisation._meta.get_field(name).default
    return _codes(name).get(text.casefold()) if text and name in ("kind", "country") else text


def field_of(heading: str) -> str | None:
    """The field that a heading means, in any language of the admin; ``None`` for what is left."""
    return _headings().get(" ".join(heading.split()).casefold())


def _in_every_language(label) -> set[str]:
    texts = set()
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with override(code):
            texts.add(str(label).casefold())
    return texts


@cache
def _headings() -> dict[str, str]:
    labels = {KEY: NUMBER, **WRITTEN}
    return {text: name for name, label in labels.items() for text in _in_every_language(label)}


@cache
def _codes(name: str) -> dict[str, str]:
    """The stored value of each text that stands for one, the value itself among them."""
    found = {}
    for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES:
        with override(code):
            choices = Organisation.Kind.choices if name == "kind" else list(countries)
            for value, label in choices:
                found |= {str(label).casefold(): value, value.casefold(): value}
    return found
