"""Drawings keep their shapes and colours, and can do nothing else."""

import re

import pytest
from django.core.exceptions import ValidationError

from dci.uploads import pictures, svg
from tests.dci.uploads.samples import CANARY

OPENING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 40 20" {}>'
)
SHAPE = '<path d="M0 0h40v20z" fill="#0a0"/>'


def drawing(inside: str = SHAPE, before: str = "", attributes: str = "") -> bytes:
    return f"{before}{OPENING.format(attributes)}{inside}</svg>".encode()


def kept(*args, **kwargs) -> str:
    return svg.clean(drawing(*args, **kwargs)).decode()


@pytest.mark.parametrize(
    "part",
    [
        SHAPE,
        '<g transform="scale(2)"><circle cx="3" cy="3" r="2" style="fill:red;stroke:#000"/></g>',
        '<style>.a{fill:#00f}</style><rect class="a" width="4" height="4"/>',
        '<linearGradient id="b"><stop offset="1" stop-color="red"/></linearGradient>'
        '<path d="M0 0h4" fill="url(#b)"/>',
        '<symbol id="c"><path d="M0 0h4"/></symbol><use xlink:href="#c"/>',
        '<text x="1" y="2" font-family="serif">DCI <tspan fill="red">1979</tspan></text>',
    ],
)
def test_what_shows_the_mark_stays(part):
    assert part in kept(part)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">alert</p></foreignObject>',
        '<script href="https://example.org/a.js"/>',
        '<path d="M0 0" onclick="alert(1)" onload="alert(1)"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<use href="https://example.org/a.svg#b"/>',
        '<use xlink:href="data:image/svg+xml;base64,PHN2Zz4=#b"/>',
        '<path d="M0 0" fill="url(https://example.org/a.svg#b)"/>',
        '<path d="M0 0" style="background:url(//example.org/a)"/>',
        '<path d="M0 0" style="fill:u\\72l(//example.org/a)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org/"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        '<handler type="application/ecmascript">alert(1)</handler>',
        '<path d="M0 0" xml:base="https://example.org/"/>',
    ],
)
def test_what_runs_or_fetches_goes(inside):
    text = kept(SHAPE + inside)
    assert SHAPE in text
    assert not re.search(r"script|alert|example\.org|base64|\bon\w+=|url\(|u\\72l|iframe", text)


@pytest.mark.parametrize(
    "told",
    [
        "<!-- {} -->",
        "<metadata>{}</metadata>",
        "<title>{}</title>",
        '<path d="M0 0" inkscape:export-filename="{}"/>',
        "<?photo {}?>",
        "<g data-name='{}'/>",
    ],
)
def test_what_the_drawing_program_tells_goes(told):
    assert CANARY.decode() not in kept(SHAPE + told.format(CANARY.decode()))


@pytest.mark.parametrize(
    "content",
    [
        drawing(before='<!DOCTYPE svg [<!ENTITY a "b">]>', inside="<text>&a;</text>"),
        drawing(before='<!DOCTYPE svg SYSTEM "http://example.org/a.dtd" [<!ENTITY a "b">]>'),
        drawing('<image href="https://example.org/a.png"/>'),
        drawing("<g/>"),
        drawing("<style>@import url(//example.org/a.css);</style>"),
        drawing('<g id="a"><use href="#b"/><use href="#b"/></g><use href="#a"/>'),
        drawing("<g>" * 300 + "</g>" * 300),
        drawing("<g/>" * 20_001),
        drawing()[:-20],
        drawing().replace(b"0 0 40 20", b"0 0 0 20"),
        drawing().replace(b"0 0 40 20", b"0 0 inf nan"),
        b"<svg/>",
        b'<svg viewBox="0 0 1 1" xmlns="http://example.org/"/>',
        drawing(SHAPE * 40_000),
    ],
    ids=[
        *("entity", "declaration", "picture", "empty", "import", "repeated", "deep", "many"),
        *("cut off", "flat", "endless", "no namespace", "another namespace", "large"),
    ],
)
def test_drawing_that_would_not_be_itself_is_refused(content):
    with pytest.raises(ValidationError):
        pictures.clean(content)


def test_declaration_of_a_drawing_program_does_no_harm():
    before = (
        '<?xml version="1.0"?>\n<!-- Generator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert SHAPE in kept(before=before)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [('viewBox="0 0 24.5 12.25"', (1000, 500)), ('width="30mm" height="40mm"', (750, 1000))],
)
def test_size_is_the_shape_in_whole_pixels(attributes, size):
    content = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{SHAPE}</svg>'.encode()
    width, height = size
    assert f'width="{width}" height="{height}"' in svg.clean(content).decode()


def test_cleaning_again_changes_nothing():
    once = pictures.clean(
        drawing('<style>.a{fill:red}</style><use xlink:href="#a"/> <text>a</text>')
    )
    assert once.suffix == ".svg"
    assert pictures.clean(once.content) == once


def test_text_behind_what_goes_stays():
    assert "DCI 1979" in kept("<text>DCI <title>x</title>1979</text>")


@pytest.mark.parametrize("group", ["a", "switch"])
def test_shapes_in_a_link_or_a_choice_stay(group):
    assert f"<g>{SHAPE}</g>" in kept(f"<{group}>{SHAPE}</{group}>")
