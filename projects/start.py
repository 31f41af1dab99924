"""What the page of a new project begins with: the usual headings, to be filled or removed."""

from uuid import uuid4

from wagtail.blocks import StreamBlock
from wagtail.blocks.stream_block import StreamValue

# In English, as all that editors write; what they leave empty is not published.
HEADINGS = (
    "What it is about",
    "What the project does",
    "What has come of it",
    "Who takes part",
)


def body(block: StreamBlock) -> StreamValue:
    """Each heading with a text below it, in which nothing is written yet."""
    parts = [part for words in HEADINGS for part in (("heading", words), ("text", ""))]
    return block.to_python(
        [{"type": name, "value": value, "id": str(uuid4())} for name, value in parts]
    )
