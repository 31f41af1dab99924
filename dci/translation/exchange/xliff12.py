"""XLIFF 1.2 (OASIS, 2008), transitional: what nearly every translation tool reads.

Tags are ``<bpt>`` and ``<ept>``, or ``<ph>`` where they stand alone, with the tag itself inside:
the tools show it, keep it whole and give it back. A character that XML can't hold is a ``<ph>``
that names it.
"""

from collections.abc import Iterator
from functools import partial

from lxml import etree

from dci import languages

from ..alignment import MISSING, OUTDATED, VALID
from . import markup
from .markup import CLOSE, LONE, OPEN, Part
from .units import Answer, LaneFile, Reading, Unit
from .xml import NOT_IN_XML, OWN, SPACE, add, append, for_xml, name, parsed, qualified, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STAMP = f"{{{OWN}}}stamp"
CONTROL = "x-control"

STATES = {MISSING: "new", OUTDATED: "needs-review-translation", VALID: "translated"}
DONE = {"translated", "final", "signed-off"}
STRUCTURE = {"xliff", "file", "header", "body", "trans-unit", "alt-trans"}
CODES = {OPEN: "bpt", CLOSE: "ept", LONE: "ph"}

_tag = partial(qualified, NAMESPACE)


def write(lane: LaneFile) -> bytes:
    root = etree.Element(_tag("xliff"), version="1.2", nsmap={None: NAMESPACE, "dci": OWN})
    file = add(root, "file")
    file.attrib.update(
        {
            "original": lane.key,
            "datatype": "html",
            "source-language": languages.SOURCE,
            "target-language": lane.language,
        }
    )
    add(add(file, "header"), "note").text = for_xml(lane.title)
    body = add(file, "body")
    for unit in lane.units:
        _write_unit(body, unit)
    return written(root, STRUCTURE)


def _write_unit(body: etree._Element, unit: Unit) -> None:
    element = add(body, "trans-unit", id=unit.id)
    element.set("datatype", "html" if unit.is_html else "plaintext")
    element.set(SPACE, "preserve")
    if unit.max_length:
        element.set("maxwidth", str(unit.max_length))
        element.set("size-unit", "char")
    element.set(STAMP, unit.stamp)
    source = _parts(unit.source, unit)
    _write_text(add(element, "source"), source)
    if unit.target or unit.state != MISSING:
        target = add(element, "target", state=STATES[unit.state])
        _write_text(target, markup.like(_parts(unit.target, unit), source))
    if unit.note:
        add(element, "note").text = for_xml(unit.note)
    if unit.old_source:
        earlier = add(element, "alt-trans", alttranstype="previous-version")
        _write_text(add(earlier, "source"), _parts(unit.old_source, unit))
        _write_text(add(earlier, "target"), _parts(unit.target, unit))


def _parts(text: str, unit: Unit) -> list[Part]:
    return markup.parts(text) if unit.is_html else [Part(markup.TEXT, text)]


def _write_text(element: etree._Element, parts: list[Part]) -> None:
    last = max((part.number for part in parts), default=0)
    for part in parts:
        if part.kind != markup.TEXT:
            code = add(element, CODES[part.kind], id=str(part.number))
            code.text = for_xml(part.text)
            continue
        texts, controls = NOT_IN_XML.split(part.text), NOT_IN_XML.findall(part.text)
        append(element, texts[0])
        for control, text in zip(controls, texts[1:], strict=True):
            last += 1
            code = add(element, "ph", id=str(last), ctype=CONTROL)
            code.text = f"U+{ord(control):04X}"
            code.tail = text


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
