"""Every block with sample content, easy and hard: fits on every screen, and can be read."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
STRUCTURE = (HERE / "structure.js").read_text()
CONTRAST = (HERE / "contrast.js").read_text()
TURN = "document.documentElement.dir = 'rtl'"


@pytest.fixture
def specimen(page, editor, sign_in):
    """The style sheet page, open; nothing on it may fail to load."""
    sign_in(editor)
    page.goto("/admin/style/")
    return page


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
def test_blocks_are_sound(specimen, width):
    specimen.set_viewport_size({"width": width, "height": 900})
    wrong = specimen.evaluate(STRUCTURE)
    assert [sentence for sentence in wrong if not sentence.startswith("the page says lang")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_blocks_stand_out(specimen, scheme):
    specimen.emulate_media(color_scheme=scheme)
    assert specimen.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_blocks_mirror(specimen, width):
    """Turned around, everything is as far from the other edge as it was from its own."""
    specimen.set_viewport_size({"width": width, "height": 900})
    edges = """[...document.querySelectorAll(".content > :not(.case) .body, .wordmark")]
        .map((element) => element.getBoundingClientRect())"""
    before = specimen.evaluate(f"{edges}.map(({{left}}) => left)")
    specimen.evaluate(TURN)
    after = specimen.evaluate(f"{edges}.map(({{right}}) => document.body.clientWidth - right)")
    assert specimen.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert [pair for pair in zip(before, after, strict=True) if abs(pair[0] - pair[1]) > 2] == []
