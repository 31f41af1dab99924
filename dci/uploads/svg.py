"""A drawing (SVG) with its shapes and colours, and nothing else that the format can do.

What is kept is listed, all else is left out: scripts, handlers, animations, links, what drawing
programs note. SVG 1.1 and 2, as far as marks of organisations need them.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree

from dci.translation.exchange import xml
from dci.translation.exchange.refusal import Refusal

MOST_BYTES = 1024 * 1024
MOST_ELEMENTS = 20_000
LONGEST_SIDE = 1000  # in pixels: sizes are stored whole, so small ones would lose their shape
SVG = "http://www.w3.org/2000/svg"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
BEGINNING = re.compile(rb"\s*(?:<\?xml|<!DOCTYPE svg|<!--|<svg\b|<[\w.-]+:svg\b)")
# Drawing programs write it; one that declares something of its own is refused.
DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg[^\[>]*>")

ELEMENTS = {
    "svg", "g", "defs", "symbol", "use", "style", "path", "rect", "circle", "ellipse", "line",
    "polyline", "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath",
    "mask", "pattern",
}  # fmt: skip
# Without them the drawing would not be what it was.
NEEDED = {"image", "filter"}
# A link and a choice are groups of what is drawn, too.
GROUPS = {"a", "switch"}
SHAPES = {
    "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
}  # fmt: skip
ATTRIBUTES = {
    "id", "class", "style", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx",
    "fy", "d", "points", "width", "height", "viewBox", "preserveAspectRatio", "transform",
    "gradientTransform", "gradientUnits", "spreadMethod", "offset", "patternUnits",
    "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits",
    "dx", "dy", "rotate", "textLength", "lengthAdjust", "fill", "fill-opacity", "fill-rule",
    "clip-path", "clip-rule", "color", "display", "mask", "opacity", "stop-color", "stop-opacity",
    "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "visibility", "vector-effect",
    "font-family", "font-size", "font-style", "font-weight", "text-anchor", "letter-spacing",
    "word-spacing", "dominant-baseline", "paint-order", "shape-rendering",
}  # fmt: skip
# Styles fetch and import with these, and hide it with the last two.
REACHES_OUT = re.compile(
    r"@|url\s*\((?!\s*['\"]?#)|expression|javascript|image\s*\(|\\|/\*|<", re.IGNORECASE
)
OWN = re.compile(r"#[\w.:-]+")
NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(?:px|pt|mm|cm|in|pc)?\s*")


def is_svg(content: bytes) -> bool:
    return bool(BEGINNING.match(content.removeprefix(b"\xef\xbb\xbf"))) and b"svg" in content[:4096]


def clean(content: bytes) -> bytes:
    """The drawing without anything that runs, fetches or tells something.

    Its size is the shape of its view box in whole pixels. Raises ``ValidationError`` for what is
    too large, damaged, or would not be itself any more.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(_("This drawing is too large: an SVG may have at most 1 MB."))
    try:
        root = xml.parsed(DOCTYPE.sub(b"", content, count=1))
    except Refusal as refusal:
        raise ValidationError(str(refusal), code="damaged") from refusal
    if root.tag != f"{{{SVG}}}svg" or sum(1 for _element in root.iter()) > MOST_ELEMENTS:
        raise _not_usable()
    _size(root)
    _clean_element(root)
    _check_uses(root)
    if not any(etree.QName(element).localname in SHAPES for element in root.iter()):
        raise _not_usable()
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})
    return etree.tostring(root, encoding="utf-8")


def _clean_element(element: etree._Element) -> None:
    for name, value in element.attrib.items():
        if not _is_kept(name, value):
            del element.attrib[name]
    for child in list(element):
        kind = etree.QName(child)
        if kind.namespace == SVG and kind.localname in GROUPS:
            child.tag = f"{{{SVG}}}g"
            kind = etree.QName(child)
        if kind.namespace == SVG and kind.localname in NEEDED:
            raise _not_usable()
        is_style = kind.localname == "style"
        if kind.namespace != SVG or kind.localname not in ELEMENTS:
            _remove(child)
        elif is_style and (len(child) or REACHES_OUT.search(child.text or "")):
            raise _not_usable()
        else:
            _clean_element(child)


def _is_kept(name: str, value: str) -> bool:
    if name in HREFS:
        return bool(OWN.fullmatch(value.strip()))
    return name in ATTRIBUTES and not REACHES_OUT.search(value)


def _remove(element: etree._Element) -> None:
    """Take an element away, and leave the text behind it, which is not its own."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _check_uses(root: etree._Element) -> None:
    """Refuse what repeats things that repeat things: a few lines would draw for ever."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    for use in root.iter(f"{{{SVG}}}use"):
        target = by_id.get(next((use.get(name, "") for name in HREFS if use.get(name)), "")[1:])
        if target is not None and next(target.iter(f"{{{SVG}}}use"), None) is not None:
            raise _not_usable()


def _size(root: etree._Element) -> None:
    """Give the drawing a view box, and a size of the same shape."""
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if not box:
        sides = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
        box = ["0", "0", *(side[1] if side else "" for side in sides)]
    try:
        _left, _top, width, height = (float(number) for number in box)
    except ValueError as error:
        raise _not_usable() from error
    if not (0 < width < 1e6 and 0 < height < 1e6 and 1 / 50 <= width / height <= 50):
        raise _not_usable()
    factor = LONGEST_SIDE / max(width, height)
    root.set("viewBox", " ".join(box))
    root.set("width", str(round(width * factor)))
    root.set("height", str(round(height * factor)))


def _not_usable() -> ValidationError:
    message = _(
        "This SVG can't be used: it has no size, or holds pictures, effects or styles from "
        "elsewhere. Please export it anew as a plain SVG, text as outlines, or save it as PNG."
    )
    return ValidationError(message, code="unusable")
