"""What the database keeps of languages: lanes, and what helps to fill them."""

from ..columns import Text, TranslatedColumns, reading
from .comment import Comment
from .digest import DigestPreference
from .glossary import Term, TermTranslation
from .lane import Translation, TranslationQuerySet
from .memory import MemoryEntry
from .owners import owner_lock, owner_type
from .review import ReviewWorkflow
from .state import State, Unanswered
from .translatable import Translatable, realign

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
