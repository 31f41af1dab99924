from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from dci.editing.menu import EditorsMenuItem
from dci.editing.waiting import HOOK

from .models import LOOKED_AT
from .views import QUEUE, UpkeepQueue, upkeep_url, urls
from .waiting import waiting

hooks.register("register_admin_urls", lambda: urls)
hooks.register(HOOK, waiting, order=10)


@hooks.register("register_reports_menu_item")
def register_queue():
    return EditorsMenuItem(
        UpkeepQueue.page_title, reverse(QUEUE), name=QUEUE, icon_name="calendar-check", order=50
    )


@hooks.register("register_page_header_buttons")
def register_button(page, user, view_name, next_url=None):
    if view_name == "edit" and page.permissions_for_user(user).can_edit():
        yield Button(_("Upkeep"), upkeep_url(page), icon_name="calendar-check", priority=75)


@hooks.register("register_log_actions")
def register_log_action(actions):
    label, message = _("Look at again"), _("Looked at: all is right")
    actions.register_action(LOOKED_AT, label, message)
