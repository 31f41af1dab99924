"""Mails to those who are to look at pages again."""

from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from dci import letters

from .models import Upkeep
from .views import QUEUE, upkeep_url


def untold() -> list[tuple]:
    """Who is to be told of which pages, nobody of a date twice."""
    due = Upkeep.objects.due().exclude(told_of=F("due")).select_related("keeper", "page__owner")
    rows = [row for row in due if letters.wants(row.person) and _may_edit(row)]
    rows.sort(key=lambda row: (row.person.pk, row.due, row.pk))
    return [(person, list(found)) for person, found in groupby(rows, key=attrgetter("person"))]


def _may_edit(row: Upkeep) -> bool:
    return row.page.permissions_for_user(row.person).can_edit()


@transaction.atomic
def tell(person, rows: list[Upkeep]) -> None:
    """Send ``person`` one mail.

    What is told is noted with it, so that two commands at once write one mail.
    """
    rows = [row for row in rows if _note(row)]
    if not rows:
        return
    pages = [{"title": row.page.title_en, "url": upkeep_url(row.page)} for row in rows]
    queue = f"{reverse(QUEUE)}?whose=me"
    letters.write(person, "upkeep/due.txt", pages=pages, queue=queue)


def _note(row: Upkeep) -> bool:
    """Note that somebody is told of ``row``. Returns whether nobody else has noted it."""
    untold = Upkeep.objects.filter(pk=row.pk).exclude(told_of=row.due)
    return bool(untold.update(told_of=row.due))
