"""Every writer of a page goes through here."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q, QuerySet

from dci.models import SitePage
from dci.row_lock import lock_rows


@contextmanager
def page_write(*pks: int) -> Iterator[None]:
    """Hold the rows of the pages with these keys, from before they are read until it is over.

    Taken by every POST of the page editor, by bulk actions, commands and imports, and by the
    lanes (``dci.row_lock`` says how and why). Pages are locked from the top down, as the
    database does it where a page and all pages below it are given another address.
    """
    with lock_rows(_from_the_top(pk__in=pks)):
        yield


@contextmanager
def tree_write(*pks: int) -> Iterator[None]:
    """The same for what adds, moves or removes pages: the pages above are held as well.

    The root being one of them, such changes happen one after the other on the whole site, and
    never below a page that is being given another address.
    """
    with lock_rows(_from_the_top(depth=1)), lock_rows(_from_the_top(path__in=_paths_to(pks))):
        yield


def _from_the_top(**wanted) -> QuerySet:
    return SitePage._base_manager.filter(**wanted).order_by("path")


def _paths_to(pks) -> set[str]:
    """The paths of these pages and of all pages above them."""
    paths = _from_the_top(pk__in=pks).values_list("path", flat=True)
    step = SitePage.steplen
    return {path[:end] for path in paths for end in range(step, len(path) + 1, step)}


def with_descendants(*pks: int) -> list[int]:
    """The keys of these pages and of all pages below them."""
    paths = _from_the_top(pk__in=pks).values_list("path", flat=True)
    below = Q(pk__in=pks)
    for path in paths:
        below |= Q(path__startswith=path)
    return list(SitePage._base_manager.filter(below).values_list("pk", flat=True))
