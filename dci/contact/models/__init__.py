"""The page that visitors write to the organisation from, and what they have written."""

from .message import Message
from .page import ContactPage
from .rows import HelpAddress, Question

__all__ = ["ContactPage", "HelpAddress", "Message", "Question"]
