"""Abbreviations and language marks, which the editor keeps around the words they were put on.

``<abbr title="…">`` and ``<span lang="…" dir="…">`` become entities of Draftail and come back
as they were. The editor's buttons ask for what a mark says (``inline_marks.js``).

A character has one entity in the editor. So a mark in a mark has what is said by both, and a
link in a mark or around one stays whole, and the mark ends where the link begins.
"""

import re
from collections.abc import Callable, Iterator

from bs4 import Tag
from django.utils.translation import gettext_lazy as _
from draftjs_exporter import DOM
from wagtail.admin.rich_text.converters.contentstate_models import Block, Entity, EntityRange
from wagtail.admin.rich_text.converters.editor_html import WhitelistRule
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    FORCE_WHITESPACE,
    STRIP_WHITESPACE,
    InlineStyleElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.whitelist import allow_without_attributes

from dci import languages

FEATURES = ["abbreviation", "language-mark"]
STYLES = {"superscript": "sup", "subscript": "sub", "strikethrough": "s"}

ABBREVIATION, LANGUAGE = "ABBREVIATION", "LANGUAGE"
LANGUAGE_CODE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8}){0,6}")
DIRECTIONS = {"ltr", "rtl", "auto"}


def attributes(data: dict) -> dict[str, str]:
    """Of ``title``, ``lang`` and ``dir`` those that say something, and nothing else."""
    title, language, direction = (data.get(name) for name in ("title", "lang", "dir"))
    found = {}
    if isinstance(title, str) and title.strip():
        found["title"] = title
    if isinstance(language, str) and LANGUAGE_CODE.fullmatch(language):
        found["lang"] = language
    if isinstance(direction, str) and direction.lower() in DIRECTIONS:
        found["dir"] = direction.lower()
    return found


def language_attributes(data: dict) -> dict[str, str]:
    return {name: text for name, text in attributes(data).items() if name != "title"}


class _Mark:
    """A mark whose end has not come yet."""

    def __init__(self, data: dict, block: Block | None, blocks: int):
        self.data, self.block, self.blocks = data, block, blocks
        self.offset = len(block.text) if block else 0
        self.first = len(block.entity_ranges) if block else 0


class MarkHandler:
    """Reads a mark. One for all requests, so what is open is noted at the parser's state."""

    def __init__(self, read: Callable[[dict], dict[str, str]]):
        self.read = read

    def handle_starttag(self, name, attrs, state, contentstate) -> None:
        block = state.current_block
        if block and state.leading_whitespace == FORCE_WHITESPACE:
            block.text += " "
            state.leading_whitespace = STRIP_WHITESPACE
        around = _open_marks(state)[-1].data if _open_marks(state) else {}
        data = around | self.read(dict(attrs))
        _open_marks(state).append(_Mark(data, block, len(contentstate.blocks)))

    def handle_endtag(self, name, state, contentstate) -> None:
        mark, block = _open_marks(state).pop(), state.current_block
        begins_text = not mark.block and len(contentstate.blocks) == mark.blocks + 1
        is_in_link = bool(state.current_entity_ranges)
        if not block or is_in_link or not (block is mark.block or begins_text):
            return  # it goes over the ends of paragraphs, or says nothing
        kind = ABBREVIATION if name == "abbr" or "title" in mark.data else LANGUAGE
        if kind == LANGUAGE and not mark.data:
            return
        key = contentstate.add_entity(Entity(kind, "MUTABLE", mark.data))
        inside = block.entity_ranges[mark.first :]
        for start, end in _free(mark.offset, len(block.text), inside):
            words = block.text[start:end]  # a space at an edge would be outside the next time
            one = EntityRange(key)
            one.offset = end - len(words.lstrip(" "))
            one.length = len(words.strip(" "))
            block.entity_ranges += [one] if one.length else []
        block.entity_ranges.sort(key=lambda one: one.offset)


class StyledMarkHandler:
    """Reads the mark on an element that is a style as well, as in ``<i lang="la">``."""

    def __init__(self, style: str):
        self.mark, self.style = MarkHandler(language_attributes), InlineStyleElementHandler(style)

    def handle_starttag(self, *arguments) -> None:
        self.style.handle_starttag(*arguments)
        self.mark.handle_starttag(*arguments)

    def handle_endtag(self, *arguments) -> None:
        self.mark.handle_endtag(*arguments)
        self.style.handle_endtag(*arguments)


def _open_marks(state) -> list[_Mark]:
    return state.__dict__.setdefault("open_marks", [])


def _free(start: int, end: int, taken: list[EntityRange]) -> Iterator[tuple[int, int]]:
    """The stretches from ``start`` to ``end`` without those that are taken."""
    for one in taken:
        if one.offset > start:
            yield start, one.offset
        start = one.offset + one.length
    if end > start:
        yield start, end


def abbreviation(props: dict):
    """``<abbr>`` around the words of an entity."""
    return DOM.create_element("abbr", attributes(props), _with_lines(props["children"]))


def language_mark(props: dict):
    """``<span>`` around the words of an entity; the words alone if it names no language."""
    found = language_attributes(props)
    children = _with_lines(props["children"])
    return DOM.create_element("span" if found else "fragment", found, children)


def _with_lines(node):
    """What is in an entity with its line breaks, for which the exporter does not look there."""
    if isinstance(node, str):
        first, *others = node.split("\n")
        if not others:
            return node
        lines = [first, *(part for other in others for part in (DOM.create_element("br"), other))]
        return DOM.create_element("fragment", {}, *lines)
    node.children = [_with_lines(child) for child in node.children]
    return node


def _keep_abbreviation(tag: Tag) -> None:
    tag.attrs = attributes(tag.attrs)


def _keep_language(tag: Tag) -> None:
    tag.attrs = language_attributes(tag.attrs)
    if tag.name == "span" and not tag.attrs:
        tag.unwrap()


def register(features) -> None:
    """Make the two features known to ``features``, Wagtail's register of them.

    And to imports what Wagtail's whitelist lacks of the styles that its editor has.
    """
    _register(
        features,
        "abbreviation",
        _abbreviation_button(),
        abbreviation,
        {"abbr": MarkHandler(attributes)},
        [WhitelistRule("abbr", _keep_abbreviation)],
    )
    spans = {f"span[{name}]": MarkHandler(language_attributes) for name in ("lang", "dir")}
    styles = {"i": "ITALIC", "em": "ITALIC", "b": "BOLD", "strong": "BOLD"}
    styled = {f"{name}[lang]": StyledMarkHandler(style) for name, style in styles.items()}
    whitelist = [WhitelistRule(name, _keep_language) for name in ("span", *styles)]
    _register(
        features, "language-mark", _language_button(), language_mark, spans | styled, whitelist
    )
    for style, element in STYLES.items():
        rule = WhitelistRule(element, allow_without_attributes)
        features.register_converter_rule("editorhtml", style, [rule])


def _abbreviation_button() -> dict:
    return {
        "type": ABBREVIATION,
        "icon": "info-circle",
        "description": _("Abbreviation"),
        "words": _words(
            label=_("What it stands for"),
            choose=_("Select the abbreviation first, within one paragraph."),
        ),
    }


def _language_button() -> dict:
    return {
        "type": LANGUAGE,
        "icon": "globe",
        "description": _("Words in another language"),
        "words": _words(
            label=_("The language of these words"),
            choose=_("Select the words first, within one paragraph."),
        ),
        "languages": [
            (code, name, languages.direction(code)) for code, name in languages.written()
        ],
    }


def _words(**own) -> dict:
    return own | {"set": _("Mark"), "remove": _("Remove the mark"), "cancel": _("Cancel")}


def _register(features, name, button, decorator, readers, whitelist) -> None:
    plugin = EntityFeature(
        button,
        js=["translation/inline_marks.js"],
        css={"all": ["translation/inline_marks.css"]},
    )
    features.register_editor_plugin("draftail", name, plugin)
    rule = {
        "from_database_format": readers,
        "to_database_format": {"entity_decorators": {button["type"]: decorator}},
    }
    features.register_converter_rule("contentstate", name, rule)
    features.register_converter_rule("editorhtml", name, whitelist)
