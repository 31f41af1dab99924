"""How hard the tests search: ``make test`` tries a few cases, ``make audit`` many.

A test that asks for ``tries`` bears the mark ``audit``.
"""

import os
from typing import TypeVar

Effort = TypeVar("Effort")


def tries(usually: Effort, audit: Effort) -> Effort:
    """One of the two, most often numbers."""
    return audit if os.environ.get("AUDIT") else usually
