"""On the admin's home page: the pages that somebody is to look at again."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .models import Upkeep
from .views import QUEUE, upkeep_url

SHOWN = 5


class UpkeepPanel(Component):
    """Not there while nothing is due."""

    name = "upkeep"
    template_name = "upkeep/home.html"
    order = 60

    def get_context_data(self, parent_context) -> dict:
        due = Upkeep.objects.due().of(parent_context["request"].user)
        rows = due.select_related("page").order_by("due", "pk")[: SHOWN + 1]
        return {
            "rows": [{"upkeep": row, "url": upkeep_url(row.page)} for row in rows[:SHOWN]],
            "has_more": len(rows) > SHOWN,
            "queue": f"{reverse(QUEUE)}?whose=me&when=now",
        }
