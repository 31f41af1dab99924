"""Pictures in templates: ``dci.renditions`` says in what sizes and formats."""

from django import template
from wagtail.images.models import AbstractImage, AbstractRendition, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found

from dci import renditions
from dci.page_cache.answers import KEEP

register = template.Library()


@register.simple_tag(takes_context=True)
def picture_in(context, image: AbstractImage, place: str, **attributes) -> Picture:
    """Return the picture element of ``image`` at a place; decoration has no alternative text."""
    if image.is_decorative:
        attributes["alt"] = ""
    sizes = renditions.PLACES[place].sizes
    return Picture(_shown(context, image, place), {"sizes": sizes, **attributes})


@register.simple_tag(takes_context=True)
def mark_of(context, image: AbstractImage) -> AbstractRendition:
    """Return the copy of a logo that is shown."""
    [mark] = _shown(context, image, "logo").values()
    return mark


def _shown(context, image: AbstractImage, place: str) -> dict[str, AbstractRendition]:
    """All copies; while they are being made, the plainest, in an answer that is not kept."""
    if found := renditions.complete(image, place):
        return found
    plain = renditions.plainest(image, place)
    shown = get_renditions_or_not_found(image, [plain])
    if request := context.get("request"):
        request.META.pop(KEEP, None)
    return shown
