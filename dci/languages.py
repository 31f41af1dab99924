"""The languages of the content: one source, any number of targets.

Everything here follows from the setting ``LANGUAGES``; the first language is the source.
"""

from contextlib import AbstractContextManager, nullcontext
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from modeltranslation.utils import build_localized_fieldname

SOURCE: str = settings.LANGUAGES[0][0]
ALL: list[str] = [code for code, _ in settings.LANGUAGES]
TARGETS: list[str] = ALL[1:]

# What the organisation publishes in, or has been asked for, beyond the site's own.
OTHERS = [
    "ar", "bn", "de", "el", "fa", "he", "hi", "hy", "it", "ja", "km",
    "ko", "ky", "mn", "my", "ne", "nl", "pl", "pt", "ro", "ru", "sq",
    "sw", "ta", "th", "tr", "uk", "ur", "uz", "vi", "zh-hans",
]  # fmt: skip

_NAMES = dict(settings.LANGUAGES)


def name(code: str) -> str:
    """The language's own name for itself: ``français`` for ``fr``."""
    return str(_NAMES.get(code) or LANG_INFO.get(code, {}).get("name_local", code))


def written() -> list[tuple[str, str]]:
    """The codes of all languages that texts may be in, with their names, the site's first."""
    return [(code, name(code)) for code in dict.fromkeys([*ALL, *OTHERS])]


def direction(code: str) -> str:
    """``rtl`` for Arabic, Hebrew, Persian ..., else ``ltr``."""
    return "rtl" if LANG_INFO.get(code, {}).get("bidi") else "ltr"


@cache
def column(field: str, code: str) -> str:
    """The column that holds ``field`` in a language: ``title_fr`` for ``title`` and ``fr``."""
    return build_localized_fieldname(field, code)


def current() -> str:
    """The active language, or the source where the active one is none of ours."""
    active = translation.get_language() or SOURCE
    return active if active in ALL else SOURCE


def spoken(code: str) -> AbstractContextManager:
    """Run a piece of code under a language; most often it is the active one already."""
    return nullcontext() if code == translation.get_language() else translation.override(code)


def source_language() -> AbstractContextManager:
    """Run a piece of code under the source language, whatever the reader or editor uses."""
    return translation.override(SOURCE)
