"""The messages of a page, for those who may edit it."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.views import DeleteSubmissionsView, SubmissionsListView
from wagtail.log_actions import log

from dci.translation.characters import printable
from dci.translation.spreadsheets import guarded

DELETED = "contact.messages_deleted"


class MessagesView(SubmissionsListView):
    """Wagtail's list, exported with nothing that a spreadsheet would run."""

    page_title = _("Messages")

    def to_row_dict(self, item) -> dict:
        return {name: _cell(value) for name, value in super().to_row_dict(item).items()}


def _cell(value):
    if isinstance(value, list):
        value = ", ".join(value)
    return guarded(printable(value)) if isinstance(value, str) else value


class DeleteMessagesView(DeleteSubmissionsView):
    """Wagtail's, which would leave no trace of who has deleted messages."""

    def handle_delete(self, submissions) -> None:
        number = submissions.count()
        super().handle_delete(submissions)
        log(instance=self.page, action=DELETED, data={"number": number})
