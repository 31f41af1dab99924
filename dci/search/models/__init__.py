"""The index, and what staff and readers add to it."""

from .entries import DocumentText, Entry, Facet, Kind, Posting, hidden, private_paths
from .promotions import Promotion
from .unanswered import UnansweredQuery

__all__ = [
    "DocumentText",
    "Entry",
    "Facet",
    "Kind",
    "Posting",
    "Promotion",
    "UnansweredQuery",
    "hidden",
    "private_paths",
]
