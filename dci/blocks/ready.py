"""Ready sections: groups of blocks that editors put into a body at once, and then fill in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock


@dataclass(frozen=True)
class ReadySection:
    """``blocks`` are types with what stands in them; texts in English, as all that is written."""

    label: str | Promise
    icon: str
    description: str | Promise
    blocks: tuple[tuple[str, object], ...]


READY_SECTIONS = (
    ReadySection(
        _("Heading and text"),
        "pilcrow",
        _("The beginning of a new part of the page."),
        (("heading", ""), ("text", "")),
    ),
    ReadySection(
        _("Partners with logos"),
        "image",
        _("A heading, a text about working together, and a wall of logos."),
        (("heading", "With whom we work"), ("text", ""), ("logo_wall", None)),
    ),
    ReadySection(
        _("Results in figures"),
        "order",
        _("A heading, a text, and figures with their year and source."),
        (("heading", "What has come of it"), ("text", ""), ("figures", None)),
    ),
    ReadySection(
        _("Timeline"),
        "date",
        _("A heading, and dates with what happened then."),
        (("heading", "Step by step"), ("milestones", None)),
    ),
    ReadySection(
        _("Documents to read"),
        "doc-full",
        _("A heading, a text, and documents in several languages."),
        (("heading", "To read"), ("text", ""), ("documents", None)),
    ),
    ReadySection(
        _("Picture and quote"),
        "openquote",
        _("A picture with a caption, and somebody's own words."),
        (("image", None), ("quote", None)),
    ),
)


def offered(body: StreamBlock) -> Iterator[dict]:
    """The ready sections, with the blocks of each as the editor's scripts insert them."""
    for section in READY_SECTIONS:
        states = [
            {"type": name, "value": _state(body.child_blocks[name], value)}
            for name, value in section.blocks
        ]
        yield {"section": section, "blocks": json.dumps(states)}


def _state(block, value) -> object:
    return block.get_form_state(block.get_default() if value is None else block.normalize(value))
