"""Rich text from the editor, which believes nothing that its scripts would not have sent."""

from django.core.exceptions import BadRequest
from draftjs_exporter.error import ExporterException
from wagtail.admin.rich_text import DraftailRichTextArea

from .rich_text import with_real_links

# What Wagtail's converter runs into where it trusts the scripts that post to it.
MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    ExporterException,
)


class CheckedRichTextArea(DraftailRichTextArea):
    """Draftail that takes what its scripts send, and answers 400 to anything else."""

    def value_from_datadict(self, data, files, name) -> str | None:
        """The text as HTML; ``None`` if it was not posted.

        Raises ``BadRequest`` for what is no text of Draftail's, or holds halves of characters,
        which no database and no answer can hold.
        """
        if data.get(name) == "":
            return ""
        try:
            html = super().value_from_datadict(data, files, name)
            if html:
                html.encode()
        except MALFORMED as error:
            raise BadRequest(f"{name} is not what the editor makes of a text.") from error
        return html and with_real_links(html)
