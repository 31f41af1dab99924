"""Characters that a language needs and keyboards lack, for the buttons below a passage."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

NO_BREAK, NARROW = "\u00a0", "\u202f"

EVERYWHERE = "’–—…"
OWN = {"fr": "«»ÀÇÉÈÊŒœ", "es": "¿¡«»“”áéíóúñ", "en": "‘“”"}

NAMES = {
    NO_BREAK: _("No-break space"),
    NARROW: _("Narrow no-break space"),
    "’": _("Apostrophe"),
    "–": _("En dash"),
    "—": _("Em dash"),
    "…": _("Ellipsis"),
    "«": _("Opening guillemet"),
    "»": _("Closing guillemet"),
    "“": _("Opening quotation mark"),
    "”": _("Closing quotation mark"),
    "‘": _("Opening single quotation mark"),
    "¿": _("Opening question mark"),
    "¡": _("Opening exclamation mark"),
}
SIGNS = {NO_BREAK: "␣", NARROW: "⍽"}


@dataclass(frozen=True)
class Character:
    """A character, what it is called, and what stands on its button."""

    text: str
    name: str
    sign: str


def special_characters(language: str) -> list[Character]:
    """The buttons for a language, its spaces last."""
    spaces = NO_BREAK + NARROW if language == "fr" else NO_BREAK
    return [
        Character(one, NAMES.get(one, one), SIGNS.get(one, one))
        for one in OWN.get(language, "") + EVERYWHERE + spaces
    ]
