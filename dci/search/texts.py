"""What pages and documents say, as plain text in one language."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import translation
from wagtail.models import ReferenceIndex

from dci.translation.models import Translatable
from dci.translation.passages import read

LONGEST_TEXT = 200_000  # characters; of a longer document the beginning is found
OUTSIDE = ("title", "introduction", "seo_title", "search_description")  # of the running text
PAUSE = " · "  # between two passages, which in the page stand apart
TAGS = re.compile(r"<[^>]*>")
Reference = tuple[type[models.Model], int]


@dataclass(frozen=True)
class Said:
    """What there is to find: ``names`` are found with it and not shown in excerpts."""

    language: str
    kind: str
    heading: str
    lead: str = ""
    content: str = ""
    names: str = ""
    facets: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def of_page(page, language: str, references: list[Reference]) -> Said:
    """What ``page`` says in ``language``, its rows and the names of its ``references`` included."""
    passages = {
        passage.path: clean(
            html.unescape(TAGS.sub("", passage.source)) if passage.is_html else passage.source
        )
        for passage in read(page, language)
    }
    heading, lead, _seo_title, description = (passages.pop(name, "") for name in OUTSIDE)
    with translation.override(language):
        names = [description, *page.search_words(language), *_names(references, language)]
    return Said(
        language=language,
        kind=page.search_kind,
        heading=heading,
        lead=lead,
        content=PAUSE.join(passages.values())[:LONGEST_TEXT],
        names=PAUSE.join(filter(None, names)),
        facets=frozenset(page.search_facets()),
    )


def of_document(document, page, content: str) -> Said:
    """What ``document``, which ``page`` shows, says; ``content`` is the text of its file."""
    return Said(
        language=document.language,
        kind="document",
        heading=document.title,
        content=content,
        names=document.get_kind_display(),
        facets=frozenset(page.search_facets()),
    )


def references(page) -> list[Reference]:
    """What ``page`` shows or links to, in any of its languages."""
    found = ReferenceIndex.get_references_for_object(page)
    rows = found.values_list("to_content_type", "to_object_id")
    models_and_keys = (
        (ContentType.objects.get_for_id(kind).model_class(), key) for kind, key in rows
    )
    return [(model, int(key)) for model, key in models_and_keys if model and key.isdigit()]


def documents_in(references: list[Reference]) -> set[int]:
    """The keys of the documents among ``references``."""
    return {key for model, key in references if model is apps.get_model("dci.SiteDocument")}


def pages_with(obj: models.Model) -> list[int]:
    """The keys of the pages that show or link to ``obj``."""
    page = ContentType.objects.get_for_model(apps.get_model("dci.SitePage"))
    found = ReferenceIndex.get_references_to(obj).filter(base_content_type=page)
    return sorted({int(key) for key in found.values_list("object_id", flat=True)})


def _names(references: list[Reference], language: str) -> Iterator[str]:
    """What the things that a page points at are called: organisations, as a rule."""
    wanted: dict[type[models.Model], set[int]] = {}
    for model, key in references:
        if issubclass(model, Translatable) and hasattr(model, "search_names"):
            wanted.setdefault(model, set()).add(key)
    for model, found in wanted.items():
        for obj in model._base_manager.filter(pk__in=found).order_by("pk"):
            yield from (str(obj.translated(name, language)) for name in obj.search_names)


def clean(text: str) -> str:
    """One line without NUL, which no database wants in a text."""
    return " ".join(text.replace("\0", " ").split())[:LONGEST_TEXT]
