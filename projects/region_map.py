"""Where the movement works: its regions with the number of their projects, and a map of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from dci.kept import kept

from . import catalogue
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
    """The map's rows; ``rules`` becomes the path of its lines."""
    drawn = yaml.safe_load(DRAWING.read_text(encoding="utf-8"))
    pitch = drawn["height"] / drawn["rules"]
    lines = [f"M0 {round((row + 0.5) * pitch)}h1600" for row in range(drawn["rules"])]
    return {**drawn, "rules": "".join(lines)}


def region_map() -> RegionMap | None:
    """Regions that have projects, each with ``project_count`` and what is drawn of it.

    ``None`` as long as there is no list of projects that the regions could lead to.
    """
    return kept(("region map",), read)


def read() -> RegionMap | None:
    index = ProjectIndexPage.objects.live().public().for_links().first()
    if not index:
        return None
    projects = catalogue.public()
    regions = []
    for region in projects.regions:
        if number := projects.count({"region": region.slug}):
            region.project_count = number
            region.drawn = drawing()["regions"].get(region.slug)
            regions.append(region)
    international = projects.count({"scope": ProjectPage.Scope.INTERNATIONAL})
    return RegionMap(index, regions, international, drawing())
