"""Characters that Unicode keeps for the inside of programs, and that no text has.

What marks something in a text while it is worked on is one of these. None of them is taken from
who types or sends a file; but older texts may hold them, so no mark is believed in blindly.
"""

import re

RANGE = "\ufdd0-\ufdef"
NONCHARACTER = re.compile(f"[{RANGE}]")


def without_noncharacters(text: str) -> str:
    """``text`` with U+FFFD for each: nothing in its place would join "java" and "script:"."""
    return NONCHARACTER.sub("\ufffd", text)
