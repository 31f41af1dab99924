"""Marks in the HTML of a preview what is to be looked at, for Wagtail's checker to find there.

An element, or a word that is put into one, carries ``data-finding`` with the names of the rules
that found fault with it. Its ``id`` is made from its words, because the checker tells its readers
where something is by a selector. Each text is judged in its own language, as the page names it.
"""

import re
from collections.abc import Iterable

from lxml import html
from lxml.html import HtmlElement

from dci.translation.characters import printable

from . import text as rules

PARSER = html.HTMLParser(huge_tree=True)  # a body may be long, and is our own
MARK = "data-finding"
CONTENT = "//main//*[contains(concat(' ', @class, ' '), ' content ')]"
PROSE = ".//*[self::p or self::li or self::dd or self::blockquote or self::figcaption]"
RUNNING_TEXT = ".//text()[not(ancestor::svg or ancestor::script or ancestor::style)]"
OF_NO_PROSE = "boolean(ancestor-or-self::*[self::abbr[@title] or self::bdi])"
UNPUBLISHED = ".//a[not(@href)] | .//ul[contains(@class, 'links')]/li/b"
BARE_FIGURE = ".//*[contains(@class, 'figures')]//dt[not(span)]"
LONGEST_ID = 40


def marked(page: str) -> str:
    """The HTML of a whole page with its findings marked; without content it stays as it is."""
    document = html.document_fromstring(printable(page), parser=PARSER)
    contents = document.xpath(CONTENT)
    if not contents:
        return page
    marker = Marker(document)
    if not document.xpath("//meta[@name='description']"):
        marker.mark(document.xpath("//h1"), "description")
    for content in contents:
        marker.look_at_elements(content)
        for words in content.xpath(RUNNING_TEXT):
            marker.look_at_words(words)
    return html.tostring(document, encoding="unicode", doctype="<!DOCTYPE html>")


class Marker:
    """What is known of a whole page while its parts are looked at."""

    def __init__(self, document: HtmlElement):
        explained = " ".join(map(_text, document.xpath("//h1 | //abbr[@title]")))
        self.acronyms = rules.Acronyms(_text(document.body), explained)
        self.ids = set(document.xpath("//@id"))

    def look_at_elements(self, content: HtmlElement) -> None:
        """Marks what is wrong with an element as a whole."""
        self.mark(content.xpath(UNPUBLISHED), "unpublished")
        self.mark(content.xpath(BARE_FIGURE), "figure")
        links = content.xpath(".//a[@href]")
        self.mark((a for a in links if rules.vague(_text(a), _language(a))), "link")
        prose = content.xpath(PROSE)
        self.mark((p for p in prose if any(rules.long_sentences(_own_text(p)))), "sentence")

    def look_at_words(self, words) -> None:
        """Marks what is wrong within a text between two tags."""
        element = words.getparent()
        around = element.getparent() if words.is_tail else element
        if around.xpath(OF_NO_PROSE):
            return
        # What a link leads to explains what it is called.
        is_link = around.xpath("boolean(ancestor-or-self::a[@href])")
        found = [] if is_link else [(*span, "acronym") for span in self.acronyms(words)]
        found += [(*span, "number") for span in rules.numbers(words, _language(around))]
        for start, end, name in sorted(found, reverse=True):
            self.mark([_cut_out(element, start, end, is_tail=words.is_tail)], name)

    def mark(self, elements: Iterable[HtmlElement], name: str) -> None:
        for element in elements:
            element.set(MARK, f"{element.get(MARK, '')} {name}".strip())
            self._name(element)

    def _name(self, element: HtmlElement) -> None:
        """An ``id`` that says which words are meant, if there is none and no other has it."""
        name = re.sub(r"\W+", "-", _text(element).strip())[:LONGEST_ID].strip("-")
        name = f"_{name}" if name[:1].isdigit() else name
        if name and not element.get("id") and name not in self.ids:
            self.ids.add(name)
            element.set("id", name)


def _cut_out(element: HtmlElement, start: int, end: int, *, is_tail: bool) -> HtmlElement:
    """Puts part of a text into an element of its own, which has no style on the site."""
    text = element.tail if is_tail else element.text
    part = html.Element("content-finding")
    part.text, part.tail = text[start:end], text[end:]
    if is_tail:
        element.tail = text[:start]
        around = element.getparent()
        around.insert(around.index(element) + 1, part)
    else:
        element.text = text[:start]
        element.insert(0, part)
    return part


def _language(element: HtmlElement) -> str:
    said = element.xpath("ancestor-or-self::*/@lang")
    return said[-1].partition("-")[0] if said else ""


def _text(element: HtmlElement) -> str:
    return " ".join(element.xpath(RUNNING_TEXT))


def _own_text(element: HtmlElement) -> str:
    """The text of a paragraph or an item, without the paragraphs and items inside it."""
    inner = element.xpath(PROSE)
    return "" if inner else "".join(element.xpath(RUNNING_TEXT))
