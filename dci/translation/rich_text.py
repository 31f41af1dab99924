"""Rich text, cut into the pieces a translator works on.

One piece a paragraph, heading or list item, whole with its inline markup: a link, ``<sub>``,
``<s>`` or ``<span>`` never cuts a sentence. An alternative text inside the rich text is a
piece of its own. The structure around the pieces is the source's and is not translated.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from .primary_keys import key_in

# The elements that stand on lines of their own; everything else is part of a sentence.
BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip


LINK_TO_OBJECT = re.compile(r"<a [^>]*\blinktype=\"(?:page|document)\"[^>]*>")
# What begins no whole tag. The next "<" ends whatever was begun, so this takes no time to find out.
LONE_BRACKET = re.compile(r"""<(?!/?[a-zA-Z](?:"[^"<]*"|'[^'<]*'|[^'"<>])*>|!--[^<>]*-->)""")
KEY = re.compile(r"\sid=\"\d{1,18}\"")


class _AsWritten(HTMLFormatter):
    """Leaves the attributes in the order in which they were written."""

    def attributes(self, tag: Tag):
        return tag.attrs.items()


AS_WRITTEN = _AsWritten(entity_substitution=EntitySubstitution.substitute_xml)


def pieces(html: str) -> dict[str, str]:
    """The translatable pieces of ``html`` by their keys, in order.

    A key is the paragraph's own (``data-block-key``, which the editor keeps through edits)
    or else its position, with ``@alt`` behind it for an alternative text.
    """
    return dict(_read(_parse(html)))


def replace(html: str, texts: dict[str, str]) -> str:
    """``html`` with the pieces named in ``texts`` exchanged."""
    soup = _parse(html)
    for key, run in list(_runs(soup)):
        if key in texts:
            run = _exchange(run, texts[key])
        for image_key, image in _images(key, run):
            if image_key in texts:
                image["alt"] = texts[image_key]
    return soup.decode(formatter=AS_WRITTEN)


def images(html: str) -> dict[str, int]:
    """The keys of the images embedded in ``html``, by where they stand: ``a@image``."""
    if "<embed" not in html:
        return {}
    return {key: int(tag["id"]) for key, tag in _embedded(_parse(html))}


def with_images(html: str, chosen: dict[str, int]) -> str:
    """``html`` with other images where ``chosen`` names any. Their descriptions stay."""
    soup = _parse(html)
    for key, tag in _embedded(soup):
        if key in chosen:
            tag["id"] = str(chosen[key])
    return soup.decode(formatter=AS_WRITTEN)


def with_real_links(html: str) -> str:
    """``html`` without links to pages and documents that name no key."""
    return LINK_TO_OBJECT.sub(lambda link: link[0] if KEY.search(link[0]) else "<a>", html)


def with_whole_tags(html: str) -> str:
    """``html`` with "<" as text where no whole tag begins: parsers take minutes over thousands."""
    return LONE_BRACKET.sub("&lt;", html)


def plain(html: str) -> str:
    """The words of ``html``, without markup."""
    return _parse(html).get_text()


def in_full(html: str) -> str:
    """The words of ``html``, with what its abbreviations stand for in brackets behind them."""
    soup = _parse(html)
    for tag in soup.find_all("abbr", title=True):
        tag.append(f" ({tag['title']})")
    return soup.get_text()


def _parse(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _read(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for key, run in _runs(soup):
        if any(_has_words(node) for node in run):
            yield key, "".join(_markup(node) for node in run).strip()
        for image_key, image in _images(key, run):
            yield image_key, image["alt"]


def _runs(soup: BeautifulSoup) -> Iterator[tuple[str, list]]:
    """Neighbouring inline nodes, with a key that no other run has."""
    taken: set[str] = set()
    for position, (block, run) in enumerate(_inline_runs(soup)):
        own = str(block.get("data-block-key") or "")
        key = own if own.isalnum() else str(position)  # "@" and "." have a meaning in keys
        if key in taken:
            key = f"{key}.{position}"
        taken.add(key)
        yield key, run


def _inline_runs(parent: Tag) -> Iterator[tuple[Tag, list]]:
    run: list = []
    for node in list(parent.children):
        if isinstance(node, Tag) and (node.name in BLOCKS or node.find(list(BLOCKS))):
            if run:
                yield parent, run
                run = []
            yield from _inline_runs(node)
        else:
            run.append(node)
    if run:
        yield parent, run


def _has_words(node) -> bool:
    return bool((node.get_text() if isinstance(node, Tag) else str(node)).strip())


def _markup(node) -> str:
    if isinstance(node, NavigableString):
        return node.output_ready(formatter=AS_WRITTEN)
    return node.decode(formatter=AS_WRITTEN)


def _images(key: str, run: list) -> Iterator[tuple[str, Tag]]:
    """The images of a run that have an alternative text, with its key."""
    number = 0
    for node in run:
        for tag in _tags(node):
            if tag.name in {"embed", "img"} and tag.get("alt"):
                yield f"{key}@alt{number or ''}", tag
                number += 1


def _embedded(soup: BeautifulSoup) -> Iterator[tuple[str, Tag]]:
    """The images that are embedded by their keys, each with where it stands."""
    for key, run in _runs(soup):
        tags = [tag for node in run for tag in _tags(node)]
        images = [tag for tag in tags if tag.name == "embed" and tag.get("embedtype") == "image"]
        for number, tag in enumerate(tag for tag in images if key_in(tag.get("id", ""))):
            yield f"{key}@image{number or ''}", tag


def _tags(node) -> list[Tag]:
    return [node, *node.find_all(True)] if isinstance(node, Tag) else []


def _exchange(run: list, text: str) -> list:
    """Put ``text`` in the place of a run. Returns its nodes."""
    first, *rest = run
    nodes = list(_parse(text).contents)
    for node in nodes:
        first.insert_before(node)
    for node in (first, *rest):
        node.extract()
    return nodes
