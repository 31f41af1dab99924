"""The copies of pictures that pages show: which each place needs, and their making.

They are made when a picture is used, as a task, and not when somebody first wants to see them: a
photograph in nine sizes and formats takes a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django_tasks import task
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, SourceImageIOError
from wagtail.models import AbstractPage, ReferenceIndex

from dci.blocks.choosers import PictureChooserBlock
from dci.chosen import chosen_in

ASKED_AGAIN = (
    60  # seconds, after which a missing copy that somebody wants to see is asked for again
)


@dataclass(frozen=True)
class Place:
    """Where pictures are shown. ``spec`` as Wagtail's ``picture`` has it, ``sizes`` as in HTML."""

    spec: str
    sizes: str = ""

    @cached_property
    def filters(self) -> list[Filter]:
        return [Filter(spec) for spec in Filter.expand_spec(self.spec.split())]


PLACES = {
    # At the head of a project, twice as wide as high: from the red line to the edge of the window.
    "head": Place(
        "format-{avif,webp,jpeg} fill-{640x320,1024x512,1280x640,1600x800} preserve-svg",
        "(min-width: 56rem) 82vw, 97vw",
    ),
    # A picture among the texts of a page.
    "body": Place(
        "format-{avif,webp,jpeg} width-{640,1024,1536} preserve-svg",
        "(min-width: 64rem) 48rem, 100vw",
    ),
    # The mark of an organisation, at most 168 x 68 pixels large (``partners.logos``). Lossless:
    # edges stay sharp, and it weighs half as much as PNG.
    "logo": Place("trim max-336x136 format-webp-lossless preserve-svg"),
}


def want(obj: models.Model) -> None:
    """Have the copies made that ``obj`` shows, a page or an organisation, once it is saved.

    Of a picture those are made that are missing, wherever it is shown.
    """
    label = type(obj)._meta.label
    transaction.on_commit(partial(make_renditions.enqueue, label, obj.pk))


@task()
def make_renditions(label: str, key: int, place: str = "") -> None:
    """Make the copies that are missing, of all pictures of an object, or of one for one place."""
    obj = apps.get_model(label)._base_manager.filter(pk=key).first()
    if place and obj:
        make(obj, place)
    elif obj:
        make_for(obj)


def make_for(obj: models.Model) -> int:
    """The same for ``obj``; returns how many were made."""
    if isinstance(obj, AbstractImage):
        return sum(make(obj, place) for place in places_of(obj))
    uses = shown_in(obj.specific if isinstance(obj, AbstractPage) else obj)
    images = get_image_model()._base_manager.in_bulk({key for key, _place in uses})
    return sum(make(images[key], place) for key, place in sorted(uses) if key in images)


def make(image: AbstractImage, place: str) -> int:
    """Make what ``place`` needs; returns how many were made, none where the file is lost."""
    there = existing(image, place)
    missing = [one for one in _filters(image, place) if one.spec not in there]
    try:
        image.get_renditions(*missing)
    except SourceImageIOError:
        return 0
    return len(missing)


def shown_in(obj: models.Model) -> set[tuple[int, str]]:
    """Key and place of each picture in the fields and blocks of ``obj``, in every language."""
    return {(key, place) for key, place in _uses(obj) if key}


def _uses(obj: models.Model) -> Iterator[tuple[int | None, str]]:
    for field in obj._meta.concrete_fields:
        if isinstance(field, StreamField):
            value = getattr(obj, field.attname)
            for block, key in chosen_in(
                field.stream_block, value.get_prep_value() if value else []
            ):
                if isinstance(block, PictureChooserBlock):
                    yield key, "body"
        elif field.related_model is get_image_model():
            yield getattr(obj, field.attname), _place_in(type(obj))


def places_of(image: AbstractImage) -> set[str]:
    """Where ``image`` is shown, whoever shows it."""
    paths = ReferenceIndex.get_references_to(image).values_list("model_path", flat=True)
    found = {"body" for path in paths if path.startswith("body")}
    for relation in image._meta.get_fields(include_hidden=True):
        is_use = relation.auto_created and relation.one_to_many
        if is_use and not issubclass(relation.related_model, AbstractRendition):
            users = relation.related_model._base_manager.filter(**{relation.field.name: image.pk})
            found |= {_place_in(users.model)} if users.exists() else set()
    return found


def _place_in(model: type[models.Model]) -> str:
    return "head" if issubclass(model, AbstractPage) else "logo"


def existing(image: AbstractImage, place: str) -> dict[str, AbstractRendition]:
    """The copies that there are, by what they are made by."""
    filters = _filters(image, place)
    found = image.find_existing_renditions(*filters)
    return {one.spec: found[one] for one in filters if one in found}


def complete(image: AbstractImage, place: str) -> dict[str, AbstractRendition] | None:
    """All copies that ``place`` shows, or ``None`` while some are still to be made.

    What is missing is asked for: somebody has put a backup back or changed ``PLACES``, or the
    task of the picture has not had its turn. Without a worker it is made here.
    """
    found = existing(image, place)
    wanted = len(_filters(image, place))
    asked = f"renditions-{image.pk}-{place}"
    if len(found) < wanted and cache.add(asked, 1, ASKED_AGAIN):
        make_renditions.enqueue(type(image)._meta.label, image.pk, place)
        found = existing(type(image)._base_manager.get(pk=image.pk), place)
    return found if len(found) == wanted else None


def plainest(image: AbstractImage, place: str) -> Filter:
    """The copy that every browser shows, in its smallest size."""
    filters = _filters(image, place)
    return next((one for one in filters if "format-jpeg" in one.spec), filters[0])


def _filters(image: AbstractImage, place: str) -> list[Filter]:
    """A drawing is sharp in every size, and has no formats: one copy is enough.

    The same for all pictures: Wagtail works out at its first use what a filter does.
    """
    kind = place, image.is_svg()
    if kind not in _known:
        filters = [image.clean_filter_for_svg(one) for one in PLACES[place].filters]
        _known[kind] = filters[:1] if image.is_svg() else filters
    return _known[kind]


_known: dict[tuple[str, bool], list[Filter]] = {}
