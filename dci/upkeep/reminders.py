"""Mails to those who are to look at pages again."""

from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from dci import letters

from .models import Upkeep
from .views import QUEUE, upkeep_url


def untold() -> list[tuple]:
    """Who is to be told of which pages, nobody of a date twice."""
    due = Upkeep.objects.due().filter(Q(told_of=None) | ~Q(told_of=F("due")))
    rows = [row for row in due.select_related("keeper", "page__owner") if letters.wants(row.person)]
    rows.sort(key=lambda row: (row.person.pk, row.due, row.pk))
    return [(person, list(found)) for person, found in groupby(rows, key=attrgetter("person"))]


def tell(person, rows: list[Upkeep]) -> None:
    """Send ``person`` one mail; where the mail server fails, they are told the next time."""
    with transaction.atomic():
        for row in rows:
            Upkeep.objects.filter(pk=row.pk).update(told_of=row.due)
        pages = [{"title": row.page.title_en, "url": upkeep_url(row.page)} for row in rows]
        queue = f"{reverse(QUEUE)}?whose=me"
        letters.write(person, "upkeep/due.txt", pages=pages, queue=queue)
