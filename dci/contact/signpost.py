"""Whom to turn to, in the order in which somebody looks for their country."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.translation import gettext as _

from dci.translation.words import folded


def by_country(addresses: Iterable) -> list[tuple[str, list]]:
    """The addresses by the names of their countries in the reader's language.

    What is for any country stands first. Within a country the editors' order stays.
    """
    ordered = sorted(addresses, key=lambda address: _place(address.country))
    return [
        (country.name or _("In any country"), list(rows))
        for country, rows in groupby(ordered, key=lambda address: address.country)
    ]


def _place(country) -> tuple[bool, str, str]:
    return bool(country.code), folded(str(country.name)), country.code or ""
