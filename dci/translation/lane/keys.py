"""The keys of the lane, as its script (``lane.js``) has them, for the list that one can open."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Key:
    """Keys that are pressed together, and what they do."""

    parts: tuple[str, ...]
    does: str


def keys(request: HttpRequest) -> list[Key]:
    """The keys, with the names that they have on the reader's machine."""
    is_mac = re.search(r"Mac|iPod|iPhone|iPad", request.headers.get("User-Agent", ""))
    main, alt = ("⌘", "⌥") if is_mac else ("Ctrl", "Alt")
    special = ("⌃", "⇧") if is_mac else ("Alt", "Shift")
    shift = "⇧" if is_mac else "Shift"
    return [
        Key((main, "Enter"), _("Save and go on to the next unfinished passage")),
        Key((alt, "↓"), _("Next passage")),
        Key((alt, "↑"), _("Previous passage")),
        Key((alt, shift, "↓"), _("Next unfinished passage")),
        Key((*special, "C"), _("Same as the source")),
        Key((*special, "V"), _("Still valid")),
        Key((*special, "1 … 9"), _("Insert a suggestion")),
        Key(("⌃" if is_mac else "Ctrl", shift, "Space"), _("No-break space")),
        Key((*special, "A"), _("Say what the selected abbreviation stands for")),
        Key((*special, "L"), _("Say which language the selected words are in")),
        Key((main, "S"), _("Save now")),
        Key((*special, "P"), _("Publish")),
        Key((*special, "O"), _("Show or hide the preview")),
        Key((*special, "K"), _("This list")),
    ]
