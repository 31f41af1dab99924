"""XLIFF 1.2 (OASIS, 2008), transitional: what nearly every translation tool reads.

Tags are ``<bpt>`` and ``<ept>``, or ``<ph>`` where they stand alone, with the tag itself inside:
the tools show it, keep it whole and give it back. A character that XML can't hold is a ``<ph>``
that names it.
"""

from collections.abc import Iterator

from lxml import etree

from dci import languages

from ..alignment import MISSING, OUTDATED, VALID
from . import markup
from .markup import CLOSE, LONE, NOT_IN_XML, OPEN, Part
from .units import Answer, LaneFile, Reading, Unit
from .xml import OWN, SPACE, name, parsed, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STAMP = f"{{{OWN}}}stamp"
CONTROL = "x-control"

STATES = {MISSING: "new", OUTDATED: "needs-review-translation", VALID: "translated"}
DONE = {"translated", "final", "signed-off"}
STRUCTURE = {"xliff", "file", "header", "body", "trans-unit", "alt-trans"}
CODES = {OPEN: "bpt", CLOSE: "ept", LONE: "ph"}


def write(lane: LaneFile) -> bytes:
    root = etree.Element(_tag("xliff"), version="1.2", nsmap={None: NAMESPACE, "dci": OWN})
    file = _add(root, "file")
    file.attrib.update(
        {
            "original": lane.key,
            "datatype": "html",
            "source-language": languages.SOURCE,
            "target-language": lane.language,
        }
    )
    _add(_add(file, "header"), "note").text = markup.for_xml(lane.title)
    body = _add(file, "body")
    for unit in lane.units:
        _write_unit(body, unit)
    return written(root, STRUCTURE)


def _tag(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _add(parent: etree._Element, local: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(local), **attributes)


def _write_unit(body: etree._Element, unit: Unit) -> None:
    element = _add(body, "trans-unit", id=unit.id)
    element.set("datatype", "html" if unit.is_html else "plaintext")
    element.set(SPACE, "preserve")
    if unit.max_length:
        element.set("maxwidth", str(unit.max_length))
        element.set("size-unit", "char")
    element.set(STAMP, unit.stamp)
    source = _parts(unit.source, unit)
    _write_text(_add(element, "source"), source)
    if unit.target or unit.state != MISSING:
        target = _add(element, "target", state=STATES[unit.state])
        _write_text(target, markup.like(_parts(unit.target, unit), source))
    if unit.note:
        _add(element, "note").text = markup.for_xml(unit.note)
    if unit.old_source:
        earlier = _add(element, "alt-trans", alttranstype="previous-version")
        _write_text(_add(earlier, "source"), _parts(unit.old_source, unit))
        _write_text(_add(earlier, "target"), _parts(unit.target, unit))


def _parts(text: str, unit: Unit) -> list[Part]:
    return markup.parts(text) if unit.is_html else [Part(markup.TEXT, text)]


def _write_text(element: etree._Element, parts: list[Part]) -> None:
    last = max((part.number for part in parts), default=0)
    for part in parts:
        if part.kind != markup.TEXT:
            code = _add(element, CODES[part.kind], id=str(part.number))
            code.text = markup.for_xml(part.text)
            continue
        texts, controls = NOT_IN_XML.split(part.text), NOT_IN_XML.findall(part.text)
        _append(element, texts[0])
        for control, text in zip(controls, texts[1:], strict=True):
            last += 1
            code = _add(element, "ph", id=str(last), ctype=CONTROL)
            code.text = f"U+{ord(control):04X}"
            code.tail = text


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def recognises(content: bytes) -> bool:
    return NAMESPACE.encode() in content[:4000].replace(b"\x00", b"")


def read(content: bytes) -> Reading:
    root = parsed(content)
    found = {file.get("target-language", "") for file in root.iter(_tag("file"))}
    answers = [_answer(unit) for unit in root.iter(_tag("trans-unit"))]
    return Reading(found.pop() if len(found) == 1 else "", answers)


def _answer(unit: etree._Element) -> Answer:
    source, target = unit.find(_tag("source")), unit.find(_tag("target"))
    known = _codes_of(source)
    problems: list[str] = []
    return Answer(
        id=unit.get("id", ""),
        target="".join(_read_text(target, known, problems)),
        source="".join(_read_text(source, known, [])),
        stamp=unit.get(STAMP, ""),
        is_done=_is_done(unit, target),
        is_coded=True,
        problem=problems[0] if problems else "",
    )


def _is_done(unit: etree._Element, target: etree._Element | None) -> bool | None:
    state = "" if target is None else target.get("state", "")
    if state in DONE or (not state and unit.get("approved") == "yes"):
        return True
    return False if state.startswith("needs-") and state != "needs-translation" else None


def _codes_of(source: etree._Element | None) -> dict[tuple[str, str], str]:
    """The tag that each code of the source stands for."""
    if source is None:
        return {}
    return {
        (name(code), code.get("id", "")): code.text or ""
        for code in source.iter(*map(_tag, CODES.values()))
    }


def _read_text(element: etree._Element | None, known: dict, problems: list[str]) -> Iterator[str]:
    """The content of a source or target as HTML."""
    if element is None:
        return
    yield markup.escaped(element.text or "")
    for child in element:
        yield from _read_code(child, known, problems)
        yield markup.escaped(child.tail or "")


def _read_code(code: etree._Element, known: dict, problems: list[str]) -> Iterator[str]:
    local = name(code) if isinstance(code.tag, str) else ""
    if local == "mrk":
        yield from _read_text(code, known, problems)
    elif local in CODES.values():
        text = "".join(code.itertext()) or known.get((local, code.get("id", "")), "")
        is_control = code.get("ctype") == CONTROL
        yield markup.escaped(markup.control(text)) if is_control else text
    else:
        problems.append(markup.foreign(local))
