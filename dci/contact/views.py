"""The messages of a page, for those who may edit it."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListView
from wagtail.log_actions import log

from dci.editing.cells import HarmlessCellsMixin

DELETED = "contact.messages_deleted"


class MessagesView(HarmlessCellsMixin, SubmissionsListView):
    """Wagtail's list, by its own name."""

    page_title = _("Messages")


class DeleteMessagesView(DeleteSubmissionsView):
    """Wagtail's, which would leave no trace of who has deleted messages."""

    def handle_delete(self, submissions) -> None:
        number = submissions.count()
        super().handle_delete(submissions)
        log(instance=self.page, action=DELETED, data={"number": number})
