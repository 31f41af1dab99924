"""The colours as they are defined: text is read, lines and controls are seen, by day and night."""

import re

import pytest

from dci.stylesheet import SOURCE

TOKENS = (SOURCE.parent / "tokens.css").read_text()
BY_DAY, _, BY_NIGHT = TOKENS.partition("@media (prefers-color-scheme: dark)")
# Each with the contrast that it needs: 7 for text, 3 for what is only seen (WCAG 1.4.6, 1.4.11).
PAIRS = [
    *((text, ground, 7) for text in ("ink", "ink-soft", "link") for ground in ("paper", "wash")),
    *((text, "paper", 7) for text in ("visited", "margin-text")),
    *(("on-pad", "pad", 7), ("pad", "night", 7), ("on-night", "night", 7), ("margin", "paper", 3)),
    *(("line", "paper", 3), ("line", "wash", 3)),
]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", css))


SCHEMES = {"light": colours(BY_DAY), "dark": colours(BY_DAY) | colours(BY_NIGHT)}


def luminance(colour: str) -> float:
    """As WCAG 2 computes it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground", "needed"), PAIRS)
def test_colours_stand_out(scheme, front, ground, needed):
    dark, light = sorted(luminance(SCHEMES[scheme][name]) for name in (front, ground))
    assert (light + 0.05) / (dark + 0.05) >= needed
