from django import template
from wagtail.images.models import AbstractRendition

from partners.logos import optical_size

register = template.Library()


@register.filter
def optical_width(mark: AbstractRendition) -> int:
    """The width in CSS pixels at which a logo weighs as much as any other."""
    return optical_size(mark.width, mark.height)[0]


@register.filter
def optical_height(mark: AbstractRendition) -> int:
    return optical_size(mark.width, mark.height)[1]
