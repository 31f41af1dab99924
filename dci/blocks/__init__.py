"""What the body of a page is made of."""

from .body import BodyBlock

__all__ = ["BodyBlock"]
