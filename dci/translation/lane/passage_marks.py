"""Marks in the preview that say which passage a text is.

Texts get characters around them that no text has (``noncharacters``) before the page is rendered,
and those become ``<span data-segment="3">`` afterwards, or disappear where no element can stand: in
attributes, in the title, in scripts. Only previews are marked, never an object that is saved.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..noncharacters import without_noncharacters

OPEN, END_OF_NUMBER, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
FIRST_DIGIT = 0xFDE0  # digits of their own, so that no template takes them for a number
DIGITS = {str(digit): chr(FIRST_DIGIT + digit) for digit in range(10)}
AS_NUMBER = str.maketrans({sign: digit for digit, sign in DIGITS.items()})

# Nothing but digits in a mark: a text with marks of its own gets no further than a wrong number.
MARK = re.compile(f"({OPEN}[{DIGITS['0']}-{DIGITS['9']}]+{END_OF_NUMBER}|{CLOSE})")
TAG = re.compile(
    r"""(<!--.*?-->
    |<(?P<raw>script|style|title|textarea|option|template|svg)\b.*?</(?P=raw)\s*>
    |<[a-z/!](?:"[^"]*"|'[^']*'|[^'">])*>)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
VOID = re.compile(
    r"<(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b", re.IGNORECASE
)


def marked(text: str, number: int) -> str:
    """``text`` with marks around it that say that it is passage ``number``."""
    if not text:
        return text
    digits = "".join(DIGITS[digit] for digit in str(number))
    return f"{OPEN}{digits}{END_OF_NUMBER}{without_noncharacters(text)}{CLOSE}"


def with_elements(html: str) -> str:
    """A rendered page with elements in the place of the marks, or with nothing there."""
    page = _Page()
    for part in _parts(html):
        page.add(part)
    return "".join(page.written)


def _parts(html: str) -> Iterator[str]:
    """Tags, and elements in which there are no others, and texts between them."""
    end = 0
    for tag in TAG.finditer(html):
        yield html[end : tag.start()]
        yield tag[0]
        end = tag.end()
    yield html[end:]


@dataclass
class _Opened:
    """A mark whose end has not come yet."""

    index: int
    depth: int
    number: str

    @property
    def element(self) -> str:
        return f'<span data-segment="{self.number}">'


class _Page:
    """A page while it is written."""

    def __init__(self):
        self.written: list[str] = []
        self.opened: list[_Opened] = []
        self.depth = 0

    def add(self, part: str) -> None:
        if TAG.fullmatch(part):
            self._tag(part)
        else:
            for text in MARK.split(part):
                self._text(text)

    def _tag(self, tag: str) -> None:
        if tag.startswith("</"):
            self.depth -= 1
            while self.opened and self.opened[-1].depth > self.depth:
                self._close()  # the text goes on in another paragraph
        self.written.append(MARK.sub("", tag))
        is_whole = tag.startswith("<!") or tag.endswith(("/>", "-->")) or VOID.match(tag)
        if not tag.startswith("</") and not is_whole and not TAG.fullmatch(tag)["raw"]:
            self.depth += 1

    def _text(self, text: str) -> None:
        if text.startswith(OPEN) and MARK.fullmatch(text):
            number = text[1:-1].translate(AS_NUMBER)
            self.opened.append(_Opened(len(self.written), self.depth, number))
            self.written.append("")
        elif text != CLOSE:
            self.written.append(text)
        elif self.opened and self.opened[-1].depth == self.depth:
            self._close()

    def _close(self) -> None:
        mark = self.opened.pop()
        self.written[mark.index] = mark.element
        self.written.append("</span>")
