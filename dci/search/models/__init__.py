"""The index, and what staff and readers add to it."""

from .entries import (
    RESTRICTIONS,
    DocumentText,
    Entry,
    Facet,
    Kind,
    Posting,
    hidden,
    paths_of,
)
from .promotions import Promotion
from .unanswered import UnansweredQuery

__all__ = [
    "RESTRICTIONS",
    "DocumentText",
    "Entry",
    "Facet",
    "Kind",
    "Posting",
    "Promotion",
    "UnansweredQuery",
    "hidden",
    "paths_of",
]
