"""Inline markup on its way out and in.

Going out, a rich text becomes text and numbered codes. Coming in, a text is taken apart the same
way: of its tags those are kept which the segment had already, and those which the editor of a
lane could have written; the others are taken out and named.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bs4.dammit import EntitySubstitution
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.db_html import DbHTMLConverter

from .. import rich_text
from ..inline_rich_text import FEATURES
from ..noncharacters import RANGE
from .refusal import Refusal

# A "<" ends whatever was begun before it, in quotes too: so no text takes long to read.
TAG = re.compile(r"""</?([a-zA-Z][^\s<>/"']*+)(?:"[^"<]*"|'[^'<]*'|[^'"<>])*>""")
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
# What a database, a form or a file format can't hold. A tab and a new line are not among them.
CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff{RANGE}]")

TEXT, OPEN, CLOSE, LONE = "text", "open", "close", "lone"
DEEPEST = 20


@dataclass(frozen=True)
class Part:
    """A text, or a tag as it is written. The two tags of a pair have the same number."""

    kind: str
    text: str
    number: int = 0


def parts(source: str) -> list[Part]:
    """The texts and tags of some HTML. A tag without its other half is one of its own."""
    found = list(_tokens(source))
    partner = _pairs(found)
    numbers: dict[int, int] = {}
    result = []
    for position, (text, _name, is_tag) in enumerate(found):
        if not is_tag:
            result.append(Part(TEXT, text))
            continue
        other = partner.get(position, position)
        number = numbers.setdefault(min(position, other), len(numbers) + 1)
        kind = LONE if other == position else OPEN if position < other else CLOSE
        result.append(Part(kind, text, number))
    return result


def tags(source: str) -> list[str]:
    """The tags of some HTML, in their order."""
    return [text for text, _name, is_tag in _tokens(source) if is_tag]


def like(translation: list[Part], source: list[Part]) -> list[Part]:
    """``translation`` with the numbers that the same tags have in ``source``."""
    free = [part for part in source if part.kind in {OPEN, LONE}]
    last = max((part.number for part in source), default=0)
    numbers: dict[int, int] = {}
    for part in translation:
        if part.kind in {OPEN, LONE}:
            same = next(
                (one for one in free if (one.kind, one.text) == (part.kind, part.text)), None
            )
            if same:
                free.remove(same)
            else:
                last += 1
            numbers[part.number] = same.number if same else last
    return [replace(part, number=numbers.get(part.number, 0)) for part in translation]


def escaped(text: str) -> str:
    """Plain text as HTML."""
    return EntitySubstitution.substitute_xml(text)


def plain(source: str) -> str:
    """HTML that was made by ``escaped`` as the text it was; tags stay as they are written."""
    return "".join(text for text, _name, _is_tag in _tokens(source))


def comparable(text: str, *, is_html: bool) -> str:
    """``text`` in the form in which two of them say the same, whatever file they have been in."""
    if is_html:
        found = _tokens(text)
        text = "".join(part if is_tag else escaped(part) for part, _name, is_tag in found)
    return "\n".join(text.splitlines()).strip()


def cleaned(text: str, known: Iterable[str]) -> tuple[str, list[str]]:
    """Rich text from outside as it may be stored, and what was taken out of it.

    ``known`` are rich texts whose tags may stay as they are written. Raises ``Refusal`` where
    tags are not closed, or closed and not opened.
    """
    found = list(_tokens(text))
    _check(found)
    partner = _pairs(found)
    allowed = {tag for one in known for tag in tags(one)}
    kept: dict[int, tuple[str, str]] = {}
    removed, result = [], []
    for position, (part, name, is_tag) in enumerate(found):
        if not is_tag:
            result.append(escaped(part))
            continue
        opening = min(position, partner.get(position, position))
        if opening == position:
            kept[position] = (part, f"</{name}>") if part in allowed else _safe(part, name)
            removed += [part] if kept[position] == ("", "") else []
        result.append(kept[opening][opening != position])
    return rich_text.with_real_links("".join(result)).strip(), removed


def without_controls(text: str) -> tuple[str, list[str]]:
    """``text`` without characters that are no text, and the names of those."""
    found = sorted({f"U+{ord(character):04X}" for character in CONTROL.findall(text)})
    return CONTROL.sub("", text), found


def control(text: str) -> str:
    """The character that ``U+0007`` or ``0007`` names; nothing if it names none."""
    found = re.fullmatch(r"(?:U\+)?([0-9A-Fa-f]{1,6})", text.strip())
    number = int(found[1], 16) if found else 0
    return character(number)


def character(number: int) -> str:
    """The character of this number; nothing for halves of characters, which no text can hold."""
    is_half = 0xD800 <= number <= 0xDFFF
    return chr(number) if 0 < number <= 0x10FFFF and not is_half else ""


def foreign(name: str) -> str:
    """What is said of an element that no file from here has in a text."""
    message = _("It has an element “%(name)s” inside, which this site has not written.")
    return message % {"name": name[:40]}


def _tokens(source: str) -> Iterator[tuple[str, str, bool]]:
    """Each text, without entities, and each tag: what it says, its name, whether it is a tag."""
    end = 0
    for tag in TAG.finditer(source):
        if tag.start() > end:
            yield html.unescape(source[end : tag.start()]), "", False
        yield tag[0], tag[1].lower(), True
        end = tag.end()
    if end < len(source):
        yield html.unescape(source[end:]), "", False


def _pairs(tokens: list[tuple[str, str, bool]]) -> dict[int, int]:
    """For the position of each tag that has one, the position of its other half."""
    found, is_open = {}, []
    for position, (text, name, is_tag) in enumerate(tokens):
        if not is_tag or _is_lone(text, name):
            continue
        if not text.startswith("</"):
            is_open.append((name, position))
        elif is_open and is_open[-1][0] == name:
            _name, opening = is_open.pop()
            found |= {opening: position, position: opening}
    return found


def _is_lone(text: str, name: str) -> bool:
    return name in VOID or text.endswith("/>")


def _check(tokens: list[tuple[str, str, bool]]) -> None:
    """Raise ``Refusal`` unless every tag has its other half, and they are not too many deep."""
    partner, depth = _pairs(tokens), 0
    for position, (text, name, is_tag) in enumerate(tokens):
        if not is_tag or (_is_lone(text, name) and not text.startswith("</")):
            continue
        if position not in partner:
            message = _("The markup is broken: %(tag)s has no counterpart.")
            raise Refusal(message % {"tag": text[:80]})
        depth += 1 if partner[position] > position else -1
        if depth > DEEPEST:
            raise Refusal(_("The markup is broken: too many tags inside one another."))


def _safe(tag: str, name: str) -> tuple[str, str]:
    """A tag and its counterpart as the editor of a lane would write them; empty if it would not."""
    if name in rich_text.BLOCKS or name == "embed":
        return "", ""
    converter = DbHTMLConverter(features=FEATURES)
    if _is_lone(tag, name):
        return converter.clean(tag)[0], ""
    # Taken apart as tags, not at a mark in the text: whoever writes the mark would write the tag.
    found = tags(converter.clean(f"{tag}x</{name}>")[0])
    opening = [one for one in found if not one.startswith("</")]
    return "".join(opening), "".join(found[len(opening) :])
