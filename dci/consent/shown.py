"""Which pictures an object shows, as it is in memory, and which of them lack consent."""

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.images import get_image_model
from wagtail.models import AbstractPage

from dci.choices import Consent


def lacking(on: date | None = None) -> Q:
    """Of pictures, those whose consent is unknown, or has run out ``on`` that day (today)."""
    return Q(consent=Consent.UNKNOWN) | Q(
        consent=Consent.GIVEN, consent_until__lt=on or timezone.localdate()
    )


def without_consent(obj: models.Model) -> list[models.Model]:
    """The pictures that ``obj`` shows and may not, by title.

    Those in its fields, blocks, texts and rows, in every language, and the logos of what stands
    there. Not those of other pages that it lists: these have been published for themselves.
    """
    image = get_image_model()
    pictures, others = set(), {}
    for model, key in references(obj):
        if issubclass(model, image):
            pictures.add(key)
        else:
            others.setdefault(model, set()).add(key)
    for model, keys in others.items():
        for field in _pictures_of(model):
            pictures |= set(model._base_manager.filter(pk__in=keys).values_list(field, flat=True))
    found = image._base_manager.filter(lacking(), pk__in=pictures - {None})
    return sorted(found, key=lambda picture: (picture.title, picture.pk)) if pictures else []


def references(obj: models.Model) -> Iterator[tuple[type[models.Model], object]]:
    """What ``obj`` refers to, by model and key; of what its rows refer to, too."""
    for field in obj._meta.get_fields():
        if hasattr(field, "extract_references"):
            value = field.value_from_object(obj)
            found = field.extract_references(value) if value is not None else ()
            yield from ((model, key) for model, key, *_path in found)
        elif isinstance(field, models.ForeignKey) and not isinstance(field, ParentalKey):
            yield field.related_model, field.value_from_object(obj)
    for relation in get_all_child_relations(obj):
        for row in getattr(obj, relation.get_accessor_name()).all():
            yield from references(row)


def _pictures_of(model: type[models.Model]) -> list[str]:
    """The fields in which something that is no page has pictures: an organisation its logo."""
    image = get_image_model()
    if issubclass(model, AbstractPage):
        return []
    return [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is image
    ]
