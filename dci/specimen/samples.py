"""What the specimen shows: the blocks with their previews, then what is hard on a design."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from wagtail.blocks import BoundBlock, StreamValue

from dci.blocks import BodyBlock

HOSTILE = Path(__file__).with_name("samples.yaml")
MANY_FIGURES = 40


@dataclass(frozen=True)
class Case:
    """A body that is hard on a design: what makes it so, and the language it is written in."""

    name: str
    body: StreamValue
    language: str


def blocks() -> Iterator[tuple[str, BoundBlock]]:
    """Each block that editors can choose, by its name in the menu, with its preview's content."""
    for block in BodyBlock().child_blocks.values():
        yield str(block.label), BoundBlock(block, block.get_preview_value())


def hostile() -> list[Case]:
    """Long titles and words, one figure and forty, a language that runs from right to left."""
    figures = [
        {"qualifier": "none", "value": n**4, "label": f"figure {n}", "year": None, "source": ""}
        for n in range(MANY_FIGURES)
    ]
    cases = {**_written(), f"{MANY_FIGURES} figures": [{"type": "figures", "value": figures}]}
    block = BodyBlock()
    return [
        Case(name, block.to_python(body), "ar" if name == "right to left" else "en")
        for name, body in cases.items()
    ]


@cache
def _written() -> dict[str, list[dict]]:
    return yaml.safe_load(HOSTILE.read_text(encoding="utf-8"))
