"""XLIFF 2.0 (OASIS, 2014), core only, which 2.1 has not changed.

A pair of tags is ``<pc>``, one alone is ``<ph>``; the tags themselves are the unit's original
data. A character that XML can't hold is the format's own ``<cp>``.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote, unquote

from lxml import etree

from dci import languages

from ..alignment import MISSING, OUTDATED, VALID
from . import markup
from .markup import CLOSE, LONE, OPEN, TEXT, Part
from .units import Answer, LaneFile, Reading, Unit
from .xml import NOT_IN_XML, OWN, SPACE, add, append, for_xml, name, parsed, qualified, written

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
STAMP = f"{{{OWN}}}stamp"
UNFINISHED = "dci:outdated"

STATES = {MISSING: "initial", OUTDATED: "initial", VALID: "translated"}
DONE = {"translated", "reviewed", "final"}
STRUCTURE = {"xliff", "file", "unit", "segment", "notes", "originalData"}

_tag = partial(qualified, NAMESPACE)


def write(lane: LaneFile) -> bytes:
    root = etree.Element(
        _tag("xliff"),
        version="2.0",
        srcLang=languages.SOURCE,
        trgLang=lane.language,
        nsmap={None: NAMESPACE, "dci": OWN},
    )
    file = add(root, "file", id="f1", original=lane.key)
    add(add(file, "notes"), "note").text = for_xml(lane.title)
    for unit in lane.units:
        _write_unit(file, unit)
    return written(root, STRUCTURE)


def token(identifier: str) -> str:
    """An id in the letters that XML allows in a name token."""
    return quote(identifier, safe="").replace("~", "%7E").replace("%", ":")


def from_token(text: str) -> str:
    return unquote(text.replace(":", "%"))


def _write_unit(file: etree._Element, unit: Unit) -> None:
    element = add(file, "unit", id=token(unit.id), name=unit.id)
    element.set(SPACE, "preserve")
    element.set(STAMP, unit.stamp)
    notes = {"place": unit.note, "old-source": unit.old_source}
    if any(notes.values()):
        group = add(element, "notes")
        for category, text in notes.items():
            if text:
                add(group, "note", category=category).text = for_xml(text)
    source = _parts(unit.source, unit)
    target = markup.like(_parts(unit.target, unit), source)
    data = _write_data(element, [*source, *target])
    segment = add(element, "segment", state=STATES[unit.state])
    if unit.state == OUTDATED:
        segment.set("subState", UNFINISHED)
    _write_text(add(segment, "source"), source, data)
    if unit.target:
        _write_text(add(segment, "target"), target, data)


def _parts(text: str, unit: Unit) -> list[Part]:
    return markup.parts(text) if unit.is_html else [Part(TEXT, text)]


def _write_data(unit: etree._Element, parts: list[Part]) -> dict[str, str]:
    """Write each tag once. Returns the id of each."""
    tags = dict.fromkeys(part.text for part in parts if part.kind != TEXT)
    data = {tag: f"d{number}" for number, tag in enumerate(tags, start=1)}
    if data:
        group = add(unit, "originalData")
        for tag, identifier in data.items():
            _write_plain(add(group, "data", id=identifier), tag)
    return data


def _write_text(element: etree._Element, parts: list[Part], data: dict[str, str]) -> None:
    closing = {part.number: part.text for part in parts if part.kind == CLOSE}
    inside = [element]
    for part in parts:
        if part.kind == TEXT:
            _write_plain(inside[-1], part.text)
        elif part.kind == OPEN:
            pair = add(inside[-1], "pc", id=str(part.number))
            pair.set("dataRefStart", data[part.text])
            pair.set("dataRefEnd", data[closing[part.number]])
            inside.append(pair)
        elif part.kind == CLOSE:
            inside.pop()
        elif part.kind == LONE:
            add(inside[-1], "ph", id=str(part.number), dataRef=data[part.text])


def _write_plain(element: etree._Element, text: str) -> None:
    """Add text, with the characters that XML can't hold as code points."""
    texts, controls = NOT_IN_XML.split(text), NOT_IN_XML.findall(text)
    append(element, texts[0])
    for control, more in zip(controls, texts[1:], strict=True):
        add(element, "cp", hex=f"{ord(control):04X}")
        append(element, more)


def recognises(content: bytes) -> bool:
    return NAMESPACE.encode() in content[:4000].replace(b"\x00", b"")


def read(content: bytes) -> Reading:
    root = parsed(content)
    answers = [_answer(unit) for unit in root.iter(_tag("unit"))]
    return Reading(root.get("trgLang", ""), answers)


def _answer(unit: etree._Element) -> Answer:
    codes = _Codes(unit)
    # A tool may have cut the unit into sentences; what lies between them has no target as a rule.
    whole = list(unit.iterchildren(_tag("segment"), _tag("ignorable")))
    segments = [one for one in whole if name(one) == "segment"]
    is_begun = any(one.find(_tag("target")) is not None for one in segments)
    target = "".join(_target_of(one, codes) for one in whole) if is_begun else ""
    return Answer(
        id=from_token(unit.get("id", "")),
        target=target,
        source="".join(codes.text(one.find(_tag("source"))) for one in whole),
        stamp=unit.get(STAMP, ""),
        is_done=_is_done(segments),
        is_coded=True,
        problem=codes.problem,
    )


def _target_of(segment: etree._Element, codes: "_Codes") -> str:
    target = segment.find(_tag("target"))
    if target is None and name(segment) == "ignorable":
        target = segment.find(_tag("source"))
    return codes.text(target)


def _is_done(segments: list[etree._Element]) -> bool | None:
    if any(one.get("subState") == UNFINISHED and one.get("state") not in DONE for one in segments):
        return False
    return True if segments and all(one.get("state") in DONE for one in segments) else None


class _Codes:
    """The codes of a unit, and its texts as HTML."""

    def __init__(self, unit: etree._Element):
        self.problem = ""
        self._data = {
            data.get("id"): "".join(self._characters(data)) for data in unit.iter(_tag("data"))
        }
        # What a tool has left out of the target's codes is in the source's of the same id.
        self._sources = {
            code.get("id"): code
            for source in unit.iter(_tag("source"))
            for code in source.iter(_tag("pc"), _tag("ph"), _tag("sc"))
        }

    def text(self, element: etree._Element | None) -> str:
        return "" if element is None else "".join(self._content(element))

    def _content(self, element: etree._Element) -> Iterator[str]:
        yield markup.escaped(element.text or "")
        for child in element:
            yield from self._code(child)
            yield markup.escaped(child.tail or "")

    def _code(self, code: etree._Element) -> Iterator[str]:
        local = name(code) if isinstance(code.tag, str) else ""
        if local == "pc":
            yield self._native(code, "dataRefStart")
            yield from self._content(code)
            yield self._native(code, "dataRefEnd")
        elif local in {"ph", "sc", "ec"}:
            yield self._native(code, "dataRef")
        elif local == "cp":
            yield markup.escaped(markup.control(code.get("hex", "")))
        elif local == "mrk":
            yield from self._content(code)
        elif local not in {"sm", "em"}:
            self.problem = markup.foreign(local)

    def _native(self, code: etree._Element, reference: str) -> str:
        key = code.get(reference)
        origin = self._sources.get(code.get("copyOf") or code.get("id"))
        if key is None and origin is not None:
            key = origin.get(reference)
        if key not in self._data:
            self.problem = self.problem or markup.foreign(name(code))
        return self._data.get(key, "")

    @staticmethod
    def _characters(data: etree._Element) -> Iterator[str]:
        yield data.text or ""
        for child in data:
            yield markup.control(child.get("hex", ""))
            yield child.tail or ""
