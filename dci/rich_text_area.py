"""The editor for rich text."""

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from dci.translation.checked_rich_text_area import CheckedRichTextArea


class RichTextArea(CheckedRichTextArea):
    """Draftail, with a converter of its own for each conversion.

    Wagtail keeps one converter a field, a parser with a state, and two requests that use it at
    the same time mix up their texts or fail.
    """

    @property
    def converter(self) -> ContentstateConverter:
        return ContentstateConverter(self.features)

    @converter.setter
    def converter(self, shared: ContentstateConverter) -> None:
        """Wagtail's own is not kept."""
