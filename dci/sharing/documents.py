"""The documents that published pages show, as data."""

from pathlib import PurePosixPath

from django.http import HttpRequest, JsonResponse

from dci import languages, sites
from dci.data import as_json
from dci.search.models import Entry
from dci.views import for_readers


@for_readers
def documents(request: HttpRequest) -> JsonResponse:
    """``docs/data.md`` says what is in it."""
    found = Entry.objects.visible().filter(document__isnull=False).defer("content")
    found = found.select_related("page", "document").order_by("page__path", "pk")
    return as_json("documents", (_row(one, request) for one in found))


def _row(entry: Entry, request: HttpRequest) -> dict:
    document = entry.document
    return {
        "title": document.title,
        "language": document.language,
        "kind": document.kind,
        "format": PurePosixPath(document.filename).suffix.lstrip(".").lower(),
        "size": document.file_size,
        "address": sites.absolute(request, document.url),
        "page": entry.page.full_address(languages.current()),
    }
