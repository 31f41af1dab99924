"""Formatting for templates; what each one does is written at its function in `dci.formatting`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from dci import figures, formatting

register = template.Library()
LARGE = 7  # characters of a number that fit where it is set large: 297,000
register.filter("number", formatting.number)
register.filter("partial_date", formatting.partial_date)
register.filter("file_size", formatting.file_size)
register.filter("language_in_words", formatting.language_in_words)
register.filter("typographic", formatting.typographic)
register.simple_tag(formatting.period, name="period")
register.filter("in_series", figures.figures)


@register.filter
def qualified(figure) -> str:
    """Return the value of a key figure (model row or block) with its qualifier."""
    return formatting.qualified(*_value_and_qualifier(figure))


@register.filter
def numeral(figure):
    """Return the same with the digits in an element of their own, to be set large."""
    value, qualifier = _value_and_qualifier(figure)
    written = formatting.number(value)
    pattern = '<b class="long">{}</b>' if len(written) > LARGE else "<b>{}</b>"
    digits = format_html(pattern, written)
    return mark_safe(formatting.qualified(value, qualifier, digits))  # noqa: S308  catalogue and digits


@register.filter
def wordmark(name) -> list[str]:
    """Split a name before its last word, for a mark set in two lines; one word stays whole."""
    return str(name).rsplit(" ", 1)


def _value_and_qualifier(figure) -> tuple:
    if hasattr(figure, "get"):
        return figure.get("value"), figure.get("qualifier")
    return figure.value, figure.qualifier
