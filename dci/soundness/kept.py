"""Whether what is made from the rest is in step with it: the search, and what tells of changes."""

from collections.abc import Iterator

from django.db.models import Q

from dci import languages
from dci.models import SitePage
from dci.page_cache import triggers
from dci.search.models import Entry


def search() -> Iterator[str]:
    """Whether each public page can be found in each of its languages, and nothing else."""
    public = {
        (pk, code)
        for code in languages.ALL
        for pk in _readable(code).values_list("pk", flat=True).iterator()
    }
    found = set(Entry.objects.filter(document=None).values_list("page", "language").iterator())
    for pk, code in sorted(public - found):
        yield f"page {pk} is not found in {code}"
    for pk, code in sorted(found - public):
        yield f"page {pk} is found in {code}, in which it is not public"


def _readable(code: str):
    title = languages.column("title", code)
    without = Q(**{title: ""}) | Q(**{f"{title}__isnull": True})
    pages = SitePage._base_manager.filter(live=True, depth__gt=1)
    return pages if code == languages.SOURCE else pages.exclude(without)


def changes() -> Iterator[str]:
    """Whether the database tells of every change of what is public (``dci.page_cache``)."""
    if not triggers.are_right():
        yield "changes are not told as they should be: run manage.py migrate"
