"""How hard the tests search: ``make test`` tries a few cases, ``make audit`` many.

A test that asks for ``tries`` bears the mark ``audit``.
"""

import os


def tries(usually: int, audit: int) -> int:
    """One of the two numbers."""
    return audit if os.environ.get("AUDIT") else usually
