"""On the admin's home page: what administrators have to tell the staff."""

from wagtail.admin.ui.components import Component
from wagtail.rich_text import get_text_for_indexing

from dci.models import StaffNotice


class StaffNoticePanel(Component):
    """Not there while there is nothing to tell."""

    name = "staff_notice"
    template_name = "editing/staff_notice.html"
    order = 10

    def __init__(self, notice: StaffNotice):
        self.notice = notice

    def get_context_data(self, parent_context) -> dict:
        return {"notice": self.notice}


def add_panel(request, panels: list[Component]) -> None:
    notice = StaffNotice.objects.first()
    if notice and notice.is_notice_time and get_text_for_indexing(notice.text).strip():
        panels.append(StaffNoticePanel(notice))
