"""The body of a page: one choice of blocks for every page type."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock, StreamBlockValidationError
from wagtail.blocks.stream_block import StreamValue

from .facts import DocumentsBlock, FiguresBlock, MilestonesBlock
from .links import LinksBlock, LogoWallBlock, OrganisationsBlock, ProjectsBlock
from .sections import bare_headings, written
from .text import (
    CalloutBlock,
    DefinitionsBlock,
    HeadingBlock,
    ImageBlock,
    QuoteBlock,
    TextBlock,
    VideoBlock,
)


class BodyBlock(StreamBlock):
    """What editors put a page together from, in the groups of the menu they choose it from."""

    heading = HeadingBlock()
    text = TextBlock(required=False)
    definitions = DefinitionsBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    image = ImageBlock()
    video = VideoBlock()
    figures = FiguresBlock()
    milestones = MilestonesBlock()
    documents = DocumentsBlock()
    organisations = OrganisationsBlock()
    logo_wall = LogoWallBlock()
    projects = ProjectsBlock()
    links = LinksBlock()

    def clean(self, value):
        """Once it is to be published, leave out what nobody has written anything in."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if bare := bare_headings(cleaned):
            message = _("Nothing stands below this heading. Write something, or remove it.")
            raise StreamBlockValidationError({at: ValidationError(message) for at in bare})
        kept = [(child.block_type, child.value, child.id) for child in written(cleaned)]
        return StreamValue(self, kept)
