"""What readers are told about the languages of a page, be it one of the tree or not."""

from collections.abc import Callable

from django.utils.functional import cached_property

from dci import languages
from dci.translation import lanes


def choices(
    address: Callable[[str], str | None],
    is_available: Callable[[str], bool] = lambda code: True,
) -> list[dict]:
    """What the language switcher shows: every language, always leading to ``address(code)``."""
    return [
        {
            "code": code,
            "name": languages.name(code),
            "url": address(code),
            "current": code == languages.current(),
            "available": is_available(code),
            "direction": languages.direction(code),
        }
        for code in languages.ALL
    ]


class Readable:
    """What is read at an address a language: ``address(code)`` is its path, ``/fr/projets/``.

    ``full_address(code)`` is the same with scheme and host.
    """

    def is_available(self, language: str) -> bool:
        return True

    @property
    def reading_language(self) -> str:
        """The language it is shown in: the reader's if it is available, else the source."""
        language = languages.current()
        return language if self.is_available(language) else languages.SOURCE

    @cached_property
    def available_languages(self) -> list[str]:
        return lanes.available(self)

    @property
    def alternates(self) -> list[tuple[str, str | None]]:
        """Language and absolute address of each language it can be read in."""
        return [(code, self.full_address(code)) for code in self.available_languages]

    @property
    def language_choices(self) -> list[dict]:
        return choices(self.address, self.is_available)
