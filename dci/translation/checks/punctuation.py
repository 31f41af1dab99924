"""Punctuation and spaces, as each language has them."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .pair import Finding, Pair

NO_BREAK, NARROW = "\u00a0", "\u202f"
SPACES = f" {NO_BREAK}{NARROW}"

NO_WORDS = " \t\n\r\u00a0\u202f\u2009.?!:;,…؟؛،。！？：；”“\"»’')]}"
CLOSERS = re.compile(r"[\s”“\"»’')\]}]")
SAME = {"؟": "?", "؛": ";", "،": ",", "。": ".", "！": "!", "？": "?", "：": ":", "；": ";"}
ENDS = str.maketrans(SAME)


def end_punctuation(pair: Pair) -> Iterator[Finding]:
    """An end that is a full stop here and a colon, a question mark or nothing there."""
    source, target = _end(pair.source_text), _end(pair.target_text)
    if source == target or (target == "?" and source in ("", ".")):
        return  # a heading, or what somebody asks, may well become a question
    if not target:
        text = _("The source ends with “%(end)s”.") % {"end": source}
    elif not source:
        text = _("The source does not end with “%(end)s”.") % {"end": target}
    else:
        text = _("The source ends with “%(end)s”, not with “%(other)s”.")
        text %= {"end": source, "other": target}
    yield Finding("end", text, _with_end(pair, source))


def _end(text: str) -> str:
    tail = CLOSERS.sub("", _tail(text)).translate(ENDS)
    return "…" if tail.endswith(("...", "…")) else tail[-1:]


def _tail(text: str) -> str:
    """What stands behind the last word."""
    return text[len(text.rstrip(NO_WORDS)) :]


def _with_end(pair: Pair, end: str) -> str | None:
    """The target with another end, where that is simple: nothing else stands behind the words."""
    text = pair.target_text
    tail = _tail(text)
    if CLOSERS.search(tail.strip()) or tail == text or end == "…":
        return None
    if pair.language.partition("-")[0] not in {"en", "fr", "es"}:
        return None
    before = _space_before(end) if pair.is_in("fr") else ""
    if pair.is_in("es") and end in "?!" and end:
        return None  # its beginning needs a mark too
    return pair.edited([(len(text) - len(tail), len(text), before + end)])


def _space_before(mark: str) -> str:
    """What French has before a mark."""
    if mark and mark in ";!?":
        return NARROW
    return NO_BREAK if mark and mark in ":»%" else ""


def french_spacing(pair: Pair) -> Iterator[Finding]:
    """No space that a line may break at, before : ; ? ! % and inside « »."""
    if not pair.is_in("fr"):
        return
    text = pair.target_prose
    edits = [*_before_marks(text), *_inside_quotes(text)]
    if edits:
        message = _("French has a no-break space before : ; ? ! % and inside « ».")
        yield Finding("spacing", message, pair.edited(edits))


# A mark after a word; not "10:30", "?!", "(!)", "::", nor a smiley.
MARK = re.compile(rf"(?<=[^\s(\[«?!:;¿¡])([{SPACES}]*)([;:?!%])|(?<=[^\s«])([{SPACES}]*)(»)")
OPENING = re.compile(rf"«([{SPACES}]*)(?=\S)")


def _before_marks(text: str) -> Iterator[tuple[int, int, str]]:
    for found in MARK.finditer(text):
        space, mark = (one for one in found.groups() if one is not None)
        follows = text[found.end() : found.end() + 1]
        is_part = mark in ":;" and not space and follows and not follows.isspace()
        is_part = is_part and follows not in "«»”’)]"
        if space in (NO_BREAK, NARROW) or is_part:
            continue
        if mark == "%" and not text[: found.start()][-1:].isdigit():
            continue
        if mark in ":;" and follows in set("-)(DPp") and space:
            continue  # a smiley
        yield found.start(), found.end() - 1, _space_before(mark)


def _inside_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    for found in OPENING.finditer(text):
        if found[1] not in (NO_BREAK, NARROW):
            yield found.start(1), found.end(1), NO_BREAK


# "57 000", "1,234,567"; not a telephone number, nor a part of one.
GROUPED = re.compile(r"(?<![\w+(.,-])(?<!\d[ \u00a0\u202f])[1-9]\d{0,2}(?:[ ,]\d{3})+(?![ ,.]?\d)")


def french_numbers(pair: Pair) -> Iterator[Finding]:
    """A large number that a line may break, or that is written as in English.

    In Spanish both are in use: in Mexico and in Central America 57,000 is right.
    """
    if not pair.is_in("fr"):
        return
    wrong = [
        found
        for found in GROUPED.finditer(pair.target_prose)
        if "," not in found[0] or found[0] in pair.source_prose
    ]
    if wrong:
        edits = [
            (found.start() + at, found.start() + at + 1, NARROW)
            for found in wrong
            for at, one in enumerate(found[0])
            if not one.isdigit()
        ]
        text = _("French groups the digits of a large number with no-break spaces.")
        yield Finding("grouping", text, pair.edited(edits))


def spanish_marks(pair: Pair) -> Iterator[Finding]:
    """A question without ¿, an exclamation without ¡."""
    if not pair.is_in("es"):
        return
    edits = list(_unopened(pair.target_prose))
    if edits:
        yield Finding(
            "opening",
            _("Spanish opens a question with ¿, an exclamation with ¡."),
            pair.edited(edits),
        )


SENTENCE_END = re.compile(r"[.…:;]\s+|[?!\n]")
LETTER = re.compile(r"\w")
TURNED = {"?": "¿", "!": "¡"}


def _unopened(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a mark is missing. One that opens within a sentence is enough for its end."""
    is_open = False
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    for found in re.finditer(r"[¿¡]+|[?!]+", text):
        if found[0][0] in "¿¡":
            is_open = True
        elif is_open or text[found.start() - 1] in "([":
            is_open = False
        else:
            before = bisect_right(ends, found.start())
            begin = LETTER.search(text, ends[before - 1] if before else 0, found.start())
            if begin:
                yield begin.start(), begin.start(), TURNED[found[0][0]]


PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}


def brackets(pair: Pair) -> Iterator[Finding]:
    """A bracket or quotation mark without its other half, where the source has both."""
    lonely = _lonely(pair.target_prose)
    if lonely and not _lonely(pair.source_prose):
        text = _("“%(mark)s” stands without its other half.")
        yield Finding(f"brackets:{lonely}", text % {"mark": lonely})


def _lonely(text: str) -> str:
    marks = dict(PAIRS)
    if "„" in text or "‟" in text:  # „so“ in German: “ closes
        del marks["”"]
    text = re.sub(r"(?:^|(?<=\s))\w{1,2}\)", "", text)  # "a)" begins an item
    opened: list[str] = []
    for one in text:
        if one in marks.values():
            opened.append(one)
        elif one in marks and (not opened or opened.pop() != marks[one]):
            return one
    if text.count('"') % 2:
        return '"'
    return opened[-1] if opened else ""


DOUBLED = re.compile(rf"(?<![\w’'-])([^\W\d_]+)([{SPACES}]+)(\1)(?![\w’'-])", re.IGNORECASE)
MAY_DOUBLE = {"nous", "vous", "bla", "non", "no", "très", "muy"}


def doubled_words(pair: Pair) -> Iterator[Finding]:
    """The same word twice, where the source has no word twice."""
    if DOUBLED.search(pair.source_prose):
        return
    found = [
        one for one in DOUBLED.finditer(pair.target_prose) if one[1].casefold() not in MAY_DOUBLE
    ]
    if found:
        words = ", ".join(dict.fromkeys(one[1] for one in found))
        edits = [(one.start(2), one.end(3), "") for one in found]
        text = _("The same word twice: %(words)s.") % {"words": words}
        yield Finding(f"doubled:{words}", text, pair.edited(edits))


EXTRA_SPACES = re.compile(
    rf"(?P<ends>\A[{SPACES}]+|[{SPACES}]+\Z)|(?P<many>[{SPACES}]{{2,}})"
    rf"|(?P<before>(?<=\w)[{SPACES}]+(?=[,.](?:\s|\Z)))"
)
SPANISH_SPACES = re.compile(rf"(?<=\w)[{SPACES}]+(?=[;:?!](?:\s|\Z))")


def spaces(pair: Pair) -> Iterator[Finding]:
    """Doubled spaces, spaces at the ends, before a comma or a full stop; in Spanish before any."""
    edits = [
        (found.start(), found.end(), _one_space(found))
        for found in EXTRA_SPACES.finditer(pair.target_text)
    ]
    if pair.is_in("es"):
        edits += [(*found.span(), "") for found in SPANISH_SPACES.finditer(pair.target_text)]
        edits.sort()
    if edits:
        yield Finding("spaces", _("There are too many spaces."), pair.edited(edits))


def _one_space(found: re.Match) -> str:
    if found["many"] is None:
        return ""
    return next((one for one in found["many"] if one != " "), " ")
