"""Characters that no text means, though a word processor or a crafted request may bring them."""

import re

# All that XML 1.0 (section 2.2) cannot hold: feeds and spreadsheets would break.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """``text`` with a space for each of them; some stand for a line break elsewhere."""
    return UNPRINTABLE.sub(" ", text)
