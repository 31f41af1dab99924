"""Dates that are as precise as what is known: "2014", "2014-03" or "2014-03-18".

A date is kept as that text, which carries its own precision: "2014-03" is some time in March 2014,
not its first day. Everything that compares such dates asks for their first or their last day.
"""

import re
from calendar import monthrange
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def first_day(value: str) -> date:
    """The first day of the year, month or day ``value``. Raises ``ValueError`` where it is none."""
    found = PATTERN.fullmatch(value)
    if not found:
        raise ValueError(f"not a year, a month or a day: {value!r}")
    year, month, day = found.groups(default="1")
    return date(int(year), int(month), int(day))


def last_day(value: str) -> date:
    """The last day of the year, month or day ``value``. Raises ``ValueError`` where it is none."""
    first = first_day(value)
    if len(value) == len("2014"):
        return first.replace(month=12, day=31)
    if len(value) == len("2014-03"):
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def is_before(value: str, other: str) -> bool:
    """Whether all of ``value`` lies before all of ``other``: "2014" is not before "2014-03"."""
    return last_day(value) < first_day(other)


def validate_partial_date(value: str) -> None:
    """Raise ``ValidationError`` unless ``value`` is a year, a month or a day of the calendar."""
    try:
        first_day(value)
    except ValueError as error:
        message = _("Write a year, a month or a day: 2014, 2014-03 or 2014-03-18.")
        raise ValidationError(message, code="partial_date") from error


def validate_order(start: str, end: str, field: str, message: str) -> None:
    """Raise ``ValidationError`` at ``field`` if the period ends before it starts.

    Open and malformed ends pass: the first are no error, the second have a message of their own.
    """
    try:
        wrong = bool(start and end) and is_before(end, start)
    except ValueError:
        return
    if wrong:
        raise ValidationError({field: message}, code="order")


class PartialDateFormField(forms.CharField):
    """Takes a year, a month or a day, and says so."""

    default_validators = [validate_partial_date]

    def __init__(self, **kwargs):
        kwargs["help_text"] = kwargs.get("help_text") or _(
            "As precise as you know it: 2014, 2014-03 or 2014-03-18."
        )
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict:
        return {**super().widget_attrs(widget), "size": 12, "autocomplete": "off"}
