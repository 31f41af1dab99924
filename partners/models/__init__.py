"""Organisations, how they are related to the movement, and the pages of the partners among them."""

from .organisations import Organisation, Relationship
from .pages import PartnerIndexPage, PartnerPage

__all__ = ["Organisation", "PartnerIndexPage", "PartnerPage", "Relationship"]
