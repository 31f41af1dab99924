"""Which lanes go out, and as what files."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q, QuerySet
from django.utils.text import slugify
from wagtail.models import AbstractPage

from ..models import Translatable, Translation, owner_type
from . import archive
from .formats import Format
from .units import lane_file

AT_A_TIME = 50


def all_lanes(language: str) -> QuerySet[Translation]:
    """Every lane of a language in which there is something to translate."""
    found = Translation.objects.with_passages().filter(language=language)
    return found.order_by("content_type", "object_id")


def lanes_like(language: str, keys: Iterable[int]) -> QuerySet[Translation]:
    """The lanes in ``language`` of those objects that have a lane with one of these keys."""
    owners = Translation.objects.filter(pk__in=keys).values_list("content_type", "object_id")
    return _of_owners(language, owners)


def lanes_of_part(language: str, page: AbstractPage) -> QuerySet[Translation]:
    """The lanes of a page and of everything below it."""
    keys = page.get_descendants(inclusive=True).values("pk")
    return all_lanes(language).filter(content_type=owner_type(page), object_id__in=keys)


def lanes_of(language: str, objects: Iterable[Translatable]) -> QuerySet[Translation]:
    """The lanes of some objects."""
    return _of_owners(language, [(owner_type(obj).pk, obj.pk) for obj in objects])


def _of_owners(language: str, owners: Iterable[tuple[int, int]]) -> QuerySet[Translation]:
    by_type: dict[int, set[int]] = {}
    for kind, pk in owners:
        by_type.setdefault(kind, set()).add(pk)
    wanted = Q(pk__in=[])
    for kind, keys in by_type.items():
        wanted |= Q(content_type=kind, object_id__in=keys)
    return all_lanes(language).filter(wanted)


def files(
    lanes: QuerySet[Translation], chosen: Format, *, only_open: bool = False
) -> Iterator[tuple[str, bytes]]:
    """A file for each lane, with a name that says what it is of and that no other has."""
    for lane in _in_turn(lanes):
        try:
            found = lane_file(lane, only_open=only_open)
        except ObjectDoesNotExist:
            continue  # deleted meanwhile
        if found.units:
            yield file_name(lane, chosen), chosen.write(found)


def _in_turn(lanes: QuerySet[Translation]) -> Iterator[Translation]:
    """The lanes, some at a time: as few queries as may be, and never many lanes in memory."""
    keys = list(lanes.values_list("pk", flat=True))
    rows = Translation.objects.select_related("specific_type")
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        found = rows.in_bulk(some)
        yield from (found[key] for key in some if key in found)


def file_name(lane: Translation, chosen: Format) -> str:
    """``fr/about-us-contentpage-12.po``"""
    kind = (lane.specific_type or lane.content_type).model
    title = slugify(lane.title)[:60].strip("-")
    name = "-".join(filter(None, [title, kind, str(lane.object_id)]))
    return f"{lane.language}/{name}.{chosen.extension}"


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    return archive.stream(files)
