"""What the database keeps of languages: lanes, and what helps to fill them."""

from ..columns import Text, TranslatedColumns, reading
from .comment import Comment
from .digest import DigestPreference
from .glossary import Term, TermTranslation
from .lane import (
    State,
    Translatable,
    Translation,
    TranslationQuerySet,
    Unanswered,
    owner_lock,
    owner_type,
    realign,
)
from .memory import MemoryEntry
from .review import ReviewWorkflow

__all__ = [
    "Comment",
    "DigestPreference",
    "MemoryEntry",
    "ReviewWorkflow",
    "State",
    "Term",
    "TermTranslation",
    "Text",
    "Translatable",
    "TranslatedColumns",
    "Translation",
    "TranslationQuerySet",
    "Unanswered",
    "owner_lock",
    "owner_type",
    "reading",
    "realign",
]
