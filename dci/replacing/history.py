"""What the history says of a replacement."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

REPLACED = "dci.replaced"


class ReplacedFormatter(LogFormatter):
    label = gettext_lazy("Replace everywhere")

    def format_message(self, log_entry) -> str:
        text = _("“%(old)s” was replaced with “%(new)s”, here and everywhere else")
        return text % {name: log_entry.data.get(name, "") for name in ("old", "new")}


def register(actions: LogActionRegistry) -> None:
    actions.register_action(REPLACED)(ReplacedFormatter)
