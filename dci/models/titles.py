"""What a title must not hold: it stands in the subject of mails, on one line."""

import re

from django.utils.translation import gettext_lazy as _

# All that breaks a line somewhere, and the control characters: Cc, Zl and Zp in Unicode's words.
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
ONE_LINE = _("A title is one line: take out the line breaks and tabs.")


def is_one_line(title: str) -> bool:
    """Whether there is no line break, tab or control character in it."""
    return not BREAKS.search(title)
