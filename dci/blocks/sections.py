"""The sections of a body: a heading, and what stands below it until the next."""

import re
from collections.abc import Iterable, Iterator

from wagtail.blocks.stream_block import StreamValue

Child = StreamValue.StreamChild
TAG = re.compile(r"<[^<>]*>")  # the editor has cleaned the texts; a parser takes ten times as long


def sections(body: Iterable[Child]) -> Iterator[list[Child]]:
    """The blocks of each section, which begin with its heading; the first may have none."""
    section: list[Child] = []
    for child in body:
        if child.block_type == "heading" and section:
            yield section
            section = []
        section.append(child)
    if section:
        yield section


def written(body: Iterable[Child]) -> list[Child]:
    """What is there to read: no blank text, and no heading that has nothing but that below it."""
    return [
        child
        for section in sections(body)
        for child in section
        if not (is_blank(child) or (child.block_type == "heading" and _is_unwritten(section)))
    ]


def bare_headings(body: Iterable[Child]) -> list[int]:
    """The places of headings with nothing at all below them."""
    places, at = [], 0
    for section in sections(body):
        if len(section) == 1 and section[0].block_type == "heading":
            places.append(at)
        at += len(section)
    return places


def is_blank(child: Child) -> bool:
    """Whether a block is a text in which nothing has been written."""
    return child.block_type == "text" and not TAG.sub("", child.value.source).strip()


def _is_unwritten(section: list[Child]) -> bool:
    return len(section) > 1 and all(map(is_blank, section[1:]))
