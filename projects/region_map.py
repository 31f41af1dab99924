"""Where the movement works: its regions with the number of their projects, and a map of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.db.models import Count

from .models import ProjectIndexPage, ProjectPage, Region

DRAWING = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class RegionMap:
    """What a page shows of it. ``drawing`` is the content of `region_map.yaml`."""

    index: ProjectIndexPage
    regions: list[Region]
    international: int
    drawing: dict


@cache
def drawing() -> dict:
    """The map's rows; ``rules`` becomes the distances from the top at which its lines lie."""
    drawn = yaml.safe_load(DRAWING.read_text(encoding="utf-8"))
    pitch = drawn["height"] / drawn["rules"]
    return {**drawn, "rules": [round((row + 0.5) * pitch) for row in range(drawn["rules"])]}


def region_map() -> RegionMap | None:
    """Regions that have projects, each with ``project_count`` and what is drawn of it; 4 queries.

    ``None`` as long as there is no list of projects that the regions could lead to.
    """
    index = ProjectIndexPage.objects.live().public().first()
    if not index:
        return None
    projects = ProjectPage.objects.live().public()
    counts = dict(
        ProjectPage.regions.through.objects.filter(projectpage__in=projects.values("pk"))
        .values_list("region")
        .annotate(Count("pk"))
    )
    regions = [region for region in Region.objects.all() if counts.get(region.pk)]
    for region in regions:
        region.project_count = counts[region.pk]
        region.drawn = drawing()["regions"].get(region.slug)
    return RegionMap(index, regions, projects.international().count(), drawing())
