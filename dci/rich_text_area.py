"""The editor for rich text."""

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from dci.translation.rich_text import with_real_links


class RichTextArea(DraftailRichTextArea):
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

    def value_from_datadict(self, data, files, name) -> str | None:
        html = super().value_from_datadict(data, files, name)
        return html and with_real_links(html)
