"""What is said where something can't be replaced."""

from django.utils.translation import gettext as _

from .writing import Refused

MOST_NAMED = 5


def refused(refusal: Refused) -> str:
    """Nothing has been changed, and why: the first few of what stands in the way."""
    reasons = [f"“{use.obj}”: {use.refusal}" for use in refusal.uses[:MOST_NAMED] if use.refusal]
    return " ".join([_("Nothing has been changed."), *reasons])
