"""The rule that a link leads to one place."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock, StructBlockValidationError, StructValue


def require_one(block: StructBlock, value: StructValue, chosen: str, address: str) -> None:
    """Refuse both a chosen target and an address, and, once it is to be published, neither.

    Raises ``StructBlockValidationError`` with the message at the field to change.
    """
    if value[chosen] and value[address]:
        message = _("Choose one or write an address, not both.")
        raise StructBlockValidationError({address: ValidationError(message)})
    if not (value[chosen] or value[address] or block.is_deferred_validation):
        message = _("Choose one here, or write an address below.")
        raise StructBlockValidationError({chosen: ValidationError(message)})
