from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from dci.editing.menu import EditorsMenuItem

from .views import REPORT, GuestLinksReport, admin_urls, links_url

hooks.register("register_admin_urls", lambda: admin_urls)


@hooks.register("register_page_header_buttons")
def register_button(page, user, view_name, next_url=None):
    if view_name == "edit" and page.permissions_for_user(user).can_edit():
        yield Button(_("Links for guests"), links_url(page), icon_name="link", priority=76)


@hooks.register("register_reports_menu_item")
def register_report():
    return EditorsMenuItem(
        GuestLinksReport.page_title, reverse(REPORT), name=REPORT, icon_name="link", order=60
    )
