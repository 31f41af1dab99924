"""On the admin's home page: the pages that somebody is to look at again."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .models import Upkeep
from .views import QUEUE, upkeep_url

SHOWN = 5


class UpkeepPanel(Component):
    """The ``rows`` that are due, the first of them by name."""

    name = "upkeep"
    template_name = "upkeep/home.html"
    order = 60

    def __init__(self, rows: list[Upkeep]):
        self.rows = rows

    def get_context_data(self, parent_context) -> dict:
        return {
            "rows": [{"upkeep": row, "url": upkeep_url(row.page)} for row in self.rows[:SHOWN]],
            "has_more": len(self.rows) > SHOWN,
            "queue": f"{reverse(QUEUE)}?whose=me&when=now",
        }


def add_panel(request, panels) -> None:
    """Not there while nothing is due."""
    due = Upkeep.objects.due().of(request.user).select_related("page").order_by("due", "pk")
    if rows := list(due[: SHOWN + 1]):
        panels.append(UpkeepPanel(rows))
