"""What the history says of two organisations that became one."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

MERGED = "partners.merged"


class MergedFormatter(LogFormatter):
    label = gettext_lazy("Merge organisations")

    def format_message(self, log_entry) -> str:
        return _("“%(other)s” was merged into this one") % {
            "other": log_entry.data.get("other", "")
        }


def register(actions: LogActionRegistry) -> None:
    actions.register_action(MERGED)(MergedFormatter)
