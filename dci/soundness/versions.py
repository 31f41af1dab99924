"""Whether versions, what is public, and lanes say the same."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Revision, RevisionMixin, get_page_models

from dci import languages
from dci.models import SitePage
from dci.replacing.swap import Gathering
from dci.translation.columns import TranslatedColumns
from dci.translation.models import Translation

AT_A_TIME = 200
REFERRED = ("dci.SiteImage", "dci.SiteDocument", "partners.Organisation")


def pointers() -> Iterator[str]:
    """Whether the version that an object calls its latest is its newest."""
    for model in _with_versions():
        name = model._meta.verbose_name
        latest = dict(model._base_manager.values_list("pk", "latest_revision"))
        newest = {}
        of_model = {"base_content_type": ContentType.objects.get_for_model(model)}
        versions = Revision.objects.filter(**of_model).order_by("created_at", "pk")
        for pk, key in versions.values_list("pk", "object_id").iterator():
            newest[int(key)] = pk
        for key in newest.keys() - latest.keys():
            yield f"versions of {name} {key}, which is gone"
        for key, pk in latest.items():
            if newest.get(key) != pk:
                yield f"{name} {key} calls {pk} its latest version, not {newest.get(key)}"


def _with_versions() -> list[type[models.Model]]:
    """The models whose rows carry the pointers: of pages, the base page."""
    found = [model for model in apps.get_models() if issubclass(model, RevisionMixin)]
    return [model for model in found if model is SitePage or not issubclass(model, SitePage)]


def public_texts() -> Iterator[str]:
    """Whether the English that visitors read is that of the version that is said to be public."""
    for model in get_page_models():
        names = [languages.column(name, languages.SOURCE) for name in model.translated_fields]
        live = model._base_manager.filter(live=True, live_revision__isnull=False)
        rows = live.values_list("pk", "live_revision__content", *names)
        for pk, content, *values in rows.iterator(chunk_size=AT_A_TIME):
            for name, value in zip(names, values, strict=True):
                field = model._meta.get_field(name)
                if name in content and not _is_same(field, value, content[name]):
                    yield f"page {pk} shows another {name} than its public version"


def _is_same(field: models.Field, value, stored) -> bool:
    if not isinstance(field, StreamField):
        return (value or "") == (stored or "")
    raw = json.loads(stored) if isinstance(stored, str) else stored
    block = field.stream_block
    return value.get_prep_value() == block.get_prep_value(block.to_python(raw or []))


def lanes() -> Iterator[str]:
    """Whether each lane has its object, and is public where its columns say so."""
    for content_type in Translation.objects.values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(content_type).model_class()
        kept = Translation.objects.filter(content_type=content_type)
        for pk in kept.exclude(object_id__in=model._base_manager.values("pk")).values_list("pk"):
            yield f"lane {pk[0]} is of {model._meta.verbose_name}s that are gone"
        for language in languages.TARGETS:
            yield from _of_language(model, kept.filter(language=language), language)


def _of_language(model: type[TranslatedColumns], kept: models.QuerySet, code: str) -> Iterator[str]:
    """Of pages, the title is what says that they can be read; it has a column in every model."""
    filled = models.Q()
    for field in model.translated_fields:
        name = languages.column(field, code)
        filled |= ~models.Q(**{name: ""}) & models.Q(**{f"{name}__isnull": False})
    available = model._base_manager.filter(filled).values("pk")
    name = model._meta.verbose_name
    for pk in kept.filter(live=False, object_id__in=available).values_list("object_id", flat=True):
        yield f"{name} {pk} shows {code} that nobody has published"
    empty = kept.filter(live=True).exclude(segments=[]).exclude(object_id__in=available)
    for pk in empty.values_list("object_id", flat=True):
        yield f"{name} {pk} does not show the {code} that is published"


def references() -> Iterator[str]:
    """Whether all that pages show, publicly or as drafts, is there."""
    there = {
        model: set(model._base_manager.values_list("pk", flat=True))
        for model in map(apps.get_model, REFERRED)
    }
    shown = models.Q(pk__in=SitePage._base_manager.values("latest_revision"))
    shown |= models.Q(pk__in=SitePage._base_manager.values("live_revision"))
    versions = Revision.objects.filter(shown).order_by("object_id", "pk")
    rows = versions.values_list("object_id", "content_type", "content")
    for pk, of_page in groupby(rows.iterator(chunk_size=AT_A_TIME), key=itemgetter(0)):
        found = {missing for row in of_page for missing in _missing(*row[1:], there)}
        yield from (f"page {pk} shows {what}, which is gone" for what in sorted(found))


def _missing(content_type: int, content: dict, there: dict) -> Iterator[str]:
    model = ContentType.objects.get_for_id(content_type).model_class()
    for referred, keys in there.items():
        found = Gathering(referred)
        found.content(model, content)
        yield from (f"{referred._meta.verbose_name} {key}" for key in found.keys - keys)
