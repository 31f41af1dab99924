"""Moments from which and until which something holds, within what every database can keep."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

YEARS = range(2000, 3000)


def check_moments(obj: models.Model, *names: str) -> None:
    """Raises ``ValidationError`` at each field of ``names`` that is in no year of use."""
    values = {name: getattr(obj, name) for name in names}
    message = _("Choose a day between %(first)s and %(last)s.")
    message %= {"first": YEARS[0], "last": YEARS[-1]}
    wrong = {name: message for name, value in values.items() if value and value.year not in YEARS}
    if wrong:
        raise ValidationError(wrong)
