from django.urls import reverse
from wagtail import hooks

from dci.editing.menu import EditorsMenuItem
from dci.editing.waiting import HOOK

from .report import NAME, BrokenLinksReport, urls
from .waiting import waiting

hooks.register("register_admin_urls", lambda: urls)
hooks.register(HOOK, waiting, order=20)


@hooks.register("register_reports_menu_item")
def register_report():
    return EditorsMenuItem(
        BrokenLinksReport.page_title, reverse(NAME), name=NAME, icon_name="link-external", order=60
    )
