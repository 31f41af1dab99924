"""On the admin's home page: the pages that somebody is to look at again."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dci.editing.waiting import Entry, Waiting, first_of

from .models import Upkeep
from .views import QUEUE, upkeep_url


def waiting(user) -> Iterator[Waiting]:
    """Those that are due for ``user``, the longest overdue first."""
    due = Upkeep.objects.due().of(user).select_related("page").order_by("due", "pk")
    yield from first_of(
        _("Pages to look at again"),
        due,
        lambda row: Entry(row.page.title_en, upkeep_url(row.page), date_format(row.due)),
        f"{reverse(QUEUE)}?whose=me&when=now",
    )
