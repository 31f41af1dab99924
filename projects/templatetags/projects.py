"""What templates of other apps ask about projects."""

from django import template

from dci.at_once import fetch_related
from partners.models import Organisation
from projects import region_map
from projects.models import ProjectPage, Region

register = template.Library()
register.simple_tag(region_map.region_map)
register.simple_tag(region_map.drawing, name="map_drawing")


@register.simple_tag
def projects_of(organisation: Organisation | None) -> list[ProjectPage]:
    """The published projects in which an organisation has a role, by title, ready for cards."""
    if not organisation:
        return []
    projects = ProjectPage.objects.live().public().of_organisation(organisation)
    return fetch_related(projects.by_title(), "regions")


@register.filter
def slugs(regions: list[Region]) -> set[str]:
    """The short names of regions."""
    return {region.slug for region in regions}
