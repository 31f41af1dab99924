"""Keeps the index in step with what is public.

``refresh_page`` is called in the transaction that changes a page, one of its lanes or something
that it shows, and reads the page anew; ``rebuild`` mends whatever else has happened. Who may see a
page is not kept here but asked for with each search (``EntryQuerySet.visible``).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from math import sqrt

from django.apps import apps
from django.db import models, transaction
from wagtail.models import ReferenceIndex

from dci.translation import lanes

from . import texts, words
from .models import DocumentText, Entry, Facet, Posting
from .pdf_text import text_of

VERSION = "1"  # goes up with every change of how words are kept, so that ``rebuild`` redoes all
MOST_WORDS = 5000  # of one entry


def refresh_page(pk: int) -> None:
    """Bring the entries of a page, and of the documents on it, in step with what is public."""
    if page := apps.get_model("dci.SitePage")._base_manager.filter(pk=pk).first():
        refresh_stored(page.specific)


def refresh_stored(page: models.Model) -> None:
    """The same for a page that has just been read, as its most specific model."""
    documents = set(
        Entry.objects.filter(page=page, document__isnull=False).values_list("document", flat=True)
    )
    available, references = [], []
    if page.live and page.depth > 1:
        ReferenceIndex.create_or_update_for_object(page)
        available, references = lanes.available(page), texts.references(page)
        documents |= texts.documents_in(references)
    entries = {entry.language: entry for entry in Entry.objects.of_page(page.pk)}
    for language in available:
        entry = entries.pop(language, None) or Entry(page_id=page.pk)
        _write(entry, texts.of_page(page, language, references))
    if entries:
        Entry.objects.filter(pk__in=[entry.pk for entry in entries.values()]).delete()
    for document in documents:
        refresh_document(document)


def refresh_pages_with(obj: models.Model) -> None:
    """The same for all pages that show ``obj`` or link to it."""
    for pk in texts.pages_with(obj):
        refresh_page(pk)


def refresh_document(pk: int) -> None:
    """Bring the entry of a document in step; there is one while a public page shows it."""
    document = apps.get_model("dci.SiteDocument")._base_manager.filter(pk=pk).first()
    page = document and _page_showing(document)
    if not page:
        Entry.objects.filter(document=pk).delete()
        return
    entry = Entry.objects.filter(document=pk).first() or Entry(document_id=pk)
    entry.page_id = page.pk
    _write(entry, texts.of_document(document, page.specific, _text_of_file(document)))


def documents_found_below(paths: Iterable[str]) -> list[int]:
    """The keys of the documents that are found on pages at ``paths`` of the tree or below them."""
    below = models.Q(pk__in=[])
    for path in paths:
        below |= models.Q(page__path__startswith=path)
    found = Entry.objects.filter(below, document__isnull=False)
    return list(found.values_list("document", flat=True))


@transaction.atomic
def rebuild() -> int:
    """Bring the whole index in step. Returns the number of entries."""
    pages = apps.get_model("dci.SitePage").objects.order_by("path")
    for pk in pages.values_list("pk", flat=True):
        refresh_page(pk)
    for pk in Entry.objects.filter(document__isnull=False).values_list("document", flat=True):
        refresh_document(pk)
    return Entry.objects.count()


def _page_showing(document: models.Model) -> models.Model | None:
    """The first page in the tree that shows ``document`` to everybody, else to anybody."""
    pages = apps.get_model("dci.SitePage").objects.filter(pk__in=texts.pages_with(document))
    live = pages.live().order_by("path")
    return live.public().first() or live.first()


def _text_of_file(document: models.Model) -> str:
    """The text of a document's file, which is read again once there is another file."""
    version = hashlib.sha1(f"{document.file.name} {document.file_hash}".encode()).hexdigest()  # noqa: S324
    read = DocumentText.objects.filter(document=document).first() or DocumentText(document=document)
    if read.file_hash != version:
        read.file_hash, read.content = version, texts.clean(_read(document))
        read.save()
    return read.content


def _read(document: models.Model) -> str:
    if not document.file.name.lower().endswith(".pdf"):
        return ""
    try:
        with document.open_file() as file:
            return text_of(file)
    except OSError:  # the file is gone: that is for whoever opens the document to say
        return ""


def _write(entry: Entry, said: texts.Said) -> None:
    """Write what ``entry`` says and its words, unless nothing has changed."""
    digest = _digest(said)
    is_new, is_same = entry.pk is None, entry.digest == digest
    for name in ("language", "kind", "heading", "lead", "content"):
        setattr(entry, name, getattr(said, name))
    entry.digest = digest
    entry.save()
    if is_same:
        return
    if not is_new:
        entry.postings.all().delete()
        entry.facets.all().delete()
    weights = _weights(said).most_common(MOST_WORDS)
    Posting.objects.bulk_create(
        [
            Posting(entry=entry, word=f"{said.language}:{key}", weight=weight)
            for key, weight in sorted(weights)
        ],
        batch_size=2000,
    )
    Facet.objects.bulk_create(
        [Facet(entry=entry, axis=axis, code=code) for axis, code in sorted(said.facets)]
    )


def _digest(said: texts.Said) -> str:
    facets = sorted(said.facets)
    parts = (
        VERSION,
        said.language,
        said.kind,
        said.heading,
        said.lead,
        said.content,
        said.names,
        facets,
    )
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _weights(said: texts.Said) -> Counter[str]:
    """How much each word says about the text: most in the heading, then in lead and names.

    A word of a short heading counts for more than one of many, one that comes often for more than
    one that comes once, but not in proportion. Whole numbers: both databases sum them alike.
    """
    heading, lead, content, names = (
        _count(text, said.language) for text in (said.heading, said.lead, said.content, said.names)
    )
    weights: Counter[str] = Counter()
    for key in {*heading, *lead, *content, *names}:
        weight = 0.0
        if key in heading:
            weight += 6 + 6 / sqrt(heading.total())
        weight += 2 * min(lead[key], 2)
        weight += 2 if key in names else 0
        weight += 3 * content[key] / (content[key] + 1 + content.total() / 400)
        weights[key] = max(1, round(100 * weight))
    return weights


def _count(text: str, language: str) -> Counter[str]:
    found: Iterable[str] = (match[0] for match in words.spoken(text))
    return Counter(key for word in found for key in words.keys(word, language))
