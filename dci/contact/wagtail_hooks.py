from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .views import DELETED, DeleteMessagesView


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's, at the same address
def register_deleting():
    address = "forms/submissions/<int:page_id>/delete/"
    return [path(address, DeleteMessagesView.as_view(), name="delete_messages")]


@hooks.register("register_log_actions")
def register_log_action(actions):
    actions.register_action(DELETED, _("Delete messages"), _("Messages of visitors deleted"))
