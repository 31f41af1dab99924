"""What templates of other apps ask about projects."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dci import formatting
from dci.at_once import fetch_related
from partners.models import Organisation
from projects import region_map
from projects.listing import Filter
from projects.models import ProjectPage, Region

register = template.Library()
CHOICE = '<li><a href="?{}">{} <small>{}</small></a></li>'
CHOSEN = '<li><a href="?{}" aria-current="true">{} <small>{}</small></a></li>'
register.simple_tag(region_map.region_map)
register.simple_tag(region_map.drawing, name="map_drawing")


@register.simple_tag
def projects_of(organisation: Organisation | None) -> list[ProjectPage]:
    """The published projects in which an organisation has a role, by title, ready for cards."""
    if not organisation:
        return []
    projects = ProjectPage.objects.live().public().of_organisation(organisation)
    return fetch_related(projects.by_title(), "regions")


@register.simple_tag
def choices_of(choosing: Filter) -> SafeString:
    """The choices of a filter as links. No template: there are a hundred, and it takes longer."""
    links = [
        format_html(
            CHOSEN if choice.is_current else CHOICE,
            *(choice.query, choice.label, formatting.number(choice.count)),
        )
        for choice in choosing.choices
    ]
    return SafeString("\n".join(links))


@register.filter
def slugs(regions: list[Region]) -> set[str]:
    """The short names of regions."""
    return {region.slug for region in regions}
