"""Addresses, links and markup that the target has lost, or has and the source has not."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .addresses_in_text import addresses
from .pair import Finding, Pair

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
LEADS = re.compile(r'\b(?:href|id)="[^"]+"')
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)")
# The code of a language as part of an address: a page in French is elsewhere than in English.
CODE_IN_ADDRESS = r"(?<=[/.=])(?:en|{})(?=[/.&?#]|$)"

SAME = {"strong": "b", "em": "i", "strike": "s", "del": "s"}
FREE = {"a", "br", "p"}
# 1<sup>er</sup>, 2<sup>nd</sup>: each language raises other letters.
ORDINAL = re.compile(r"<sup>(?:er|re|ère|e|ème|ᵉ|st|nd|rd|th|os?|as?)</sup>", re.IGNORECASE)


def web_addresses(pair: Pair) -> Iterator[Finding]:
    """An e-mail or web address in words that is another one, or is missing."""
    source, target = (
        {_in_any_language(address, pair.language): address for address in addresses(text)}
        for text in (pair.source_text, pair.target_text)
    )
    for key in source.keys() - target.keys():
        text = _("Missing address: %(address)s.") % {"address": source[key]}
        yield Finding(f"addresses:{source[key]}", text)
    for key in target.keys() - source.keys():
        text = _("Address that is not in the source: %(address)s.") % {"address": target[key]}
        yield Finding(f"addresses:+{target[key]}", text)


def _in_any_language(address: str, language: str) -> str:
    return re.sub(CODE_IN_ADDRESS.format(re.escape(language)), "*", address.rstrip("/"))


def links(pair: Pair) -> Iterator[Finding]:
    """More or fewer links than in the source, or one without aim or words."""
    if not pair.is_html:
        return
    source, target = LINK.findall(pair.source), LINK.findall(pair.target)
    if number := len(source) - len(target):
        yield Finding("links", _lost(number) if number > 0 else _added(-number))
    if any(not LEADS.search(attributes) for attributes, _words in target):
        yield Finding("links:aim", _("A link leads nowhere."))
    if any(not re.sub(r"<[^>]*>|\s", "", words) for _attributes, words in target):
        yield Finding("links:words", _("A link has no words."))


def _lost(number: int) -> str:
    text = ngettext("%(number)d link is missing.", "%(number)d links are missing.", number)
    return text % {"number": number}


def _added(number: int) -> str:
    text = ngettext(
        "%(number)d link is not in the source.", "%(number)d links are not in the source.", number
    )
    return text % {"number": number}


def markup(pair: Pair) -> Iterator[Finding]:
    """Bold, italic, raised or lowered words that only one of the two has."""
    if not pair.is_html:
        return
    source, target = _counted(pair.source), _counted(pair.target)
    for name in sorted(source.keys() | target.keys()):
        if source[name] > target[name]:
            text = _("Missing markup: %(name)s.")
        elif source[name] < target[name]:
            text = _("Markup that is not in the source: %(name)s.")
        else:
            continue
        yield Finding(f"markup:{name}", text % {"name": _name(name)})


def _counted(html: str) -> Counter:
    """How often each kind of markup begins; what goes on behind other markup counts once."""
    html = ORDINAL.sub("", html)
    counts: Counter = Counter()
    for name in {SAME.get(tag.lower(), tag.lower()) for _slash, tag in TAG.findall(html)} - FREE:
        spellings = "|".join([name, *(tag for tag, same in SAME.items() if same == name)])
        bridge = rf"</(?:{spellings})>((?:<[^>]*>)*)<(?:{spellings})\b[^>]*>"
        joined = re.sub(bridge, r"\1", html)
        counts[name] = len(re.findall(rf"<(?:{spellings})\b", joined))
    return counts


def _name(tag: str) -> str:
    names = {
        "b": _("bold"),
        "i": _("italic"),
        "s": _("struck through"),
        "sup": _("raised"),
        "sub": _("lowered"),
        "embed": _("image"),
        "abbr": _("abbreviation"),
        "span": _("words in another language"),
    }
    return names.get(tag, f"<{tag}>")


def english_links(pair: Pair) -> Iterator[Finding]:
    """A link to a page of this site in the source language, which exists in this one too."""
    for address, own in pair.own_addresses.items():
        text = _("The page %(address)s exists in this language too: %(own)s.")
        repair = re.sub(rf"{re.escape(address)}(?![\w/-])", lambda _found: own, pair.target)  # noqa: B023
        yield Finding(f"english:{address}", text % {"address": address, "own": own}, repair)
