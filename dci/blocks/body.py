"""The body of a page: one choice of blocks for every page type."""

from wagtail.blocks import StreamBlock

from .facts import DocumentsBlock, FiguresBlock, MilestonesBlock
from .links import LinksBlock, LogoWallBlock, OrganisationsBlock, ProjectsBlock
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
    text = TextBlock()
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
