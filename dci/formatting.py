"""Numbers, dates and punctuation as each language writes them.

Everything here follows the active language unless a language is named. What a language needs is
said in `dci/formats/<language>/formats.py` and in the catalogues; nothing here asks which language
it is, French punctuation excepted.
"""

import re
from datetime import date
from functools import lru_cache

from django.conf.locale import LANG_INFO
from django.utils import numberformat
from django.utils.dateformat import format as format_day
from django.utils.formats import get_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"

SEPARATED = 1000  # below this a number is the same in every language
QUALIFIERS = {
    "over": pgettext_lazy("figure", "over %(number)s"),
    "more_than": pgettext_lazy("figure", "more than %(number)s"),
    "about": pgettext_lazy("figure", "about %(number)s"),
    "nearly": pgettext_lazy("figure", "nearly %(number)s"),
}
UNITS = [
    (10**9, pgettext_lazy("file size", "GB")),
    (10**6, pgettext_lazy("file size", "MB")),
    (10**3, pgettext_lazy("file size", "kB")),
]
# A tag, or a space that French does not let a line break at; never a space inside a tag.
FRENCH_SPACE = re.compile(
    r"(?P<tag><[^>]*>)| (?=(?:</?[a-z][^>]*>)*(?P<sign>[:;!?»%]))|(?<=«)(?P<opening> )"
)


def number(value: int | float | None) -> str:
    """Return `value` with the separators of the active language: 57,000, 57 000; "" for nothing."""
    if isinstance(value, int) and 0 <= value < SEPARATED:
        return str(value)
    return "" if value is None or value == "" else _number(value, get_language())


@lru_cache(1000, typed=True)  # lists say the same few again and again; 1 and 1.0 differ
def _number(value: int | float, _language: str) -> str:
    ungrouped = _format("UNGROUPED_DIGITS", 3)
    return str(
        numberformat.format(
            value,
            get_format("DECIMAL_SEPARATOR"),
            grouping=get_format("NUMBER_GROUPING") or 3,
            thousand_sep=get_format("THOUSAND_SEPARATOR"),
            force_grouping=abs(value) >= 10**ungrouped,
        )
    )


def qualified(value: int, qualifier: str = "", digits: str | None = None) -> str:
    """Return a figure with its qualifier: "more than 297,000", « plus de 297 000 ».

    `digits` replaces the written number, for those who set it in markup of their own.
    """
    digits = number(value) if digits is None else digits
    pattern = QUALIFIERS.get(qualifier)
    return str(pattern) % {"number": digits} if pattern else digits


def file_size(size: int | None) -> str:
    """Return a size in bytes as readers know it: 1.2 MB, 1,2 Mo; at least 1 kB; "" for none."""
    if not size:
        return ""
    factor, unit = next((f, u) for f, u in UNITS if size >= f or f == 10**3)
    rounded = max(size / factor, 1)
    rounded = round(rounded) if rounded >= 10 or factor == 10**3 else round(rounded, 1)
    return f"{number(rounded)}{NO_BREAK_SPACE}{unit}"


def partial_date(value: str) -> str:
    """Return "2014", "2014-03" or "2014-03-18" in words, no more precise than it is."""
    if not (parts := _parts(value)):
        return value or ""
    if len(parts) == 1:
        return str(parts[0])
    day = date(*parts, 1) if len(parts) == 2 else date(*parts)
    if len(parts) == 2:
        return format_day(day, get_format("YEAR_MONTH_FORMAT"))
    full = get_format("DATE_FORMAT")
    return format_day(day, _format("FIRST_OF_MONTH_FORMAT", full) if day.day == 1 else full)


def period(start: str, end: str) -> str:
    """Return the time from one partial date to another as HTML; either may be missing.

    Digits that only make sense from left to right are isolated, or a right-to-left page turns
    2014–2016 into 2016–2014.
    """
    if not start or not end:
        return conditional_escape(_since(start) if start else _until(end) if end else "")
    if start == end:
        return conditional_escape(partial_date(start))
    first, last = _parts(start), _parts(end)
    if first and last and len(first) == len(last) == 1:
        return format_html('<bdi dir="ltr">{}–{}</bdi>', start, end)
    if first and last and len(first) == len(last) == 3 and first[:2] == last[:2]:
        return _days(first, partial_date(start), partial_date(end))
    return format_html("{} – {}", partial_date(start), partial_date(end))


def language_in_words(code: str) -> str:
    """Return a language's name in the active one, as in a sentence: "anglais", "English".

    A language that writes its own name small writes all of them small.
    """
    named, own = str(_(LANG_INFO[code]["name"])), LANG_INFO.get(get_language(), {})
    return named.lower() if own.get("name_local", "").islower() else named


def typographic(text, language: str | None = None):
    """Return `text` with the no-break spaces of its language, as HTML if it was HTML.

    French sets one before : ; ! ? » % and after « (Lexique des règles typographiques en usage à
    l'Imprimerie nationale); only spaces that are there are changed, none is added.
    """
    if isinstance(text, Promise):
        text = str(text)
    is_html = hasattr(text, "__html__")
    language = language or getattr(text, "language", None) or get_language() or ""
    written = text.__html__() if is_html else str(text)
    if language.split("-")[0] == "fr":
        written = FRENCH_SPACE.sub(_french_space, written)
    return mark_safe(written) if is_html else written  # noqa: S308  it came in as HTML


def _french_space(match: re.Match) -> str:
    if match["tag"]:
        return match["tag"]
    return NARROW_NO_BREAK_SPACE if match["sign"] and match["sign"] in ";!?%" else NO_BREAK_SPACE


def _days(first: tuple, start: str, end: str):
    """28–30 May 2018: every language of the site puts the day first."""
    first_day, last_day = start.split(maxsplit=1)[0], end.split(maxsplit=1)
    if not first_day.startswith(str(first[2])) or len(last_day) < 2:
        return format_html("{} – {}", start, end)
    return format_html('<bdi dir="ltr">{}–{}</bdi> {}', first_day, *last_day)


def _since(start: str) -> str:
    pattern = (
        pgettext("followed by a day", "since %(date)s")
        if len(start) == 10
        else pgettext("followed by a month or a year", "since %(date)s")
    )
    return pattern % {"date": partial_date(start)}


def _until(end: str) -> str:
    pattern = (
        pgettext("followed by a day", "until %(date)s")
        if len(end) == 10
        else pgettext("followed by a month or a year", "until %(date)s")
    )
    return pattern % {"date": partial_date(end)}


def _parts(value: str) -> tuple[int, ...] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value or "")
    return tuple(int(part) for part in match.groups() if part) if match else None


def _format(name: str, default):
    """Django returns the name itself for a format that neither it nor the language knows."""
    found = get_format(name)
    return default if found == name else found
