"""Numbers, dates and sums, each language having its own way to write them.

The same number may be 57,000 or 57 000 or 57.000, and 1.5 or 1,5; it may be in words, or in Roman
numerals, or be half of "1.5 million". So each number is read as the set of what it may mean, and
two numbers agree when those sets meet. What is in doubt is not reported.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .number_words import CURRENCIES, MONTHS, NUMBERS, SCALES
from .pair import Finding, Pair

SPACES = " \u00a0\u202f\u2009"
NUMBER = re.compile(rf"(?<!\d)\d{{1,3}}(?:[{SPACES}’']\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*")
GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
DECIMAL = re.compile(r"(\d+(?:[.,]\d{3})*)[.,](\d+)")
ROMAN = re.compile(r"\b[IVXLCDM]+(?=\b|(?:er|re|e|ème|ᵉ)\b)")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
WORD = re.compile(r"[^\W\d_]+")
ONE = "|".join(sorted(NUMBERS, key=len, reverse=True))
COMPOUND = re.compile(rf"\b(?:{ONE})(?:(?:[-‑]| et | y )(?:{ONE}))+\b")
QUATRE_VINGT = re.compile(r"quatre[-‑]vingts?")
AFTERNOON = re.compile(rf"(?::\d\d)?[{SPACES}]?p\.?m\b", re.IGNORECASE)
NEAR = 30  # characters: what is said of a number stands close to it
DECADE = re.compile(r"[’']?s\b")
# A month counts where it is part of a date: "mars 2014", "18 de diciembre", "May 2018", not "may".
BEFORE_A_MONTH = re.compile(
    r"\d(?:st|nd|rd|th|er|º|ª|\.º|o)?\.?\s+(?:of\s+|de\s+|d’|d')?$", re.IGNORECASE
)
AFTER_A_MONTH = re.compile(r"\s+(?:de\s+|del\s+)?\d")


def numbers(pair: Pair) -> Iterator[Finding]:
    """A number of the source that is not in the target, or the other way round."""
    source, target = _numbers(pair.source_prose), _numbers(pair.target_prose)
    if _digits(pair.source_prose) == _digits(pair.target_prose):
        return
    missing = _unmatched(source, target, _in_words(pair.target_prose))
    added = _unmatched(target, source, _in_words(pair.source_prose))
    if missing:
        text = _("Missing number: %(numbers)s.")
        yield Finding("numbers:" + "/".join(missing), text % {"numbers": ", ".join(missing)})
    if added:
        text = _("Number that is not in the source: %(numbers)s.")
        yield Finding("numbers:+" + "/".join(added), text % {"numbers": ", ".join(added)})


def dates(pair: Pair) -> Iterator[Finding]:
    """A date in another month."""
    source, target = _months(pair.source_prose), _months(pair.target_prose)
    if not source or not target:  # written in digits, or in no language that we can read
        return
    if set(source.values()).isdisjoint(target.values()) or len(source) == len(target) == 1:
        wrong = [name for name, month in target.items() if month not in source.values()]
    else:
        wrong = [name for name, month in source.items() if month not in target.values()]
        wrong = wrong if len(source) == len(target) else []
    if wrong:
        text = _("The month is not that of the source: %(months)s.")
        yield Finding("dates:" + "/".join(wrong), text % {"months": ", ".join(wrong)})


def sums(pair: Pair) -> Iterator[Finding]:
    """A sum of money in another currency."""
    source, target = _currencies(pair.source_prose), _currencies(pair.target_prose)
    if source != target and (source and target):
        text = _("The currency is not that of the source: %(currencies)s.")
        found = ", ".join(sorted(target - source) or sorted(source - target))
        yield Finding(f"sums:{found}", text % {"currencies": found})


def _unmatched(wanted: list, offered: list, in_words: set[float]) -> list[str]:
    known = in_words.union(*(values for _text, values in offered))
    return list(dict.fromkeys(text for text, values in wanted if values.isdisjoint(known)))


def _digits(text: str) -> str:
    """All digits: a telephone number is the same whatever stands between them."""
    return "".join(one for one in text if one.isdigit())


def _numbers(text: str) -> list[tuple[str, set[float]]]:
    return [
        (found[0], _meanings(found[0], _behind(text, found))) for found in NUMBER.finditer(text)
    ]


def _behind(text: str, found: re.Match) -> str:
    return text[found.end() : found.end() + NEAR]


def _meanings(written: str, rest: str) -> set[float]:
    text = re.sub(rf"[{SPACES}’']", "", written)
    values = set()
    if text.isdigit():
        values.add(float(text))
    elif GROUPS.fullmatch(text):
        values.add(float(re.sub(r"[.,]", "", text)))
    if decimal := DECIMAL.fullmatch(text):
        values.add(float(re.sub(r"[.,]", "", decimal[1]) + "." + decimal[2]))
    if not values:  # 1.2.3: a version or a date
        values.add(float(re.sub(r"[.,]", "", text)))
    if AFTERNOON.match(rest):
        values |= {value + 12 for value in values}
    if DECADE.match(rest):
        values |= {value % 100 for value in values} | {value % 100 + 1900 for value in values}
    next_word = WORD.match(rest.lstrip(SPACES))
    for scale in SCALES.get(next_word[0].casefold(), ()) if next_word else ():
        values |= {round(value * scale, 6) for value in values}
    return values


def _in_words(text: str) -> set[float]:
    """Numbers written otherwise than in digits."""
    words = {word.casefold() for word in WORD.findall(text)}
    found = {NUMBERS[word] for word in words & NUMBERS.keys()} | set(_compounds(text))
    found |= {float(MONTHS[word]) for word in words & MONTHS.keys()}
    return found | {_roman(numeral) for numeral in ROMAN.findall(text)}


def _compounds(text: str) -> Iterator[float]:
    """Numbers of several words: twenty-five, quatre-vingt-dix, treinta y cinco."""
    for compound in COMPOUND.findall(QUATRE_VINGT.sub("ochenta", text.casefold())):
        yield sum(NUMBERS.get(part, 0) for part in WORD.findall(compound))


def _roman(numeral: str) -> float:
    values = [ROMAN_VALUES[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return float(sum(-one if one < following else one for one, following in pairs))


def _months(text: str) -> dict[str, int]:
    return {
        word[0]: MONTHS[word[0].casefold()]
        for word in WORD.finditer(text)
        if word[0].casefold() in MONTHS and _is_in_a_date(text, word)
    }


def _is_in_a_date(text: str, word: re.Match) -> bool:
    before = text[max(0, word.start() - NEAR) : word.start()]
    return bool(BEFORE_A_MONTH.search(before) or AFTER_A_MONTH.match(text, word.end()))


def _currencies(text: str) -> set[str]:
    if not any(one.isdigit() for one in text):
        return set()
    words = [word.casefold() for word in WORD.findall(text)]
    signs = [one for one in text if one in CURRENCIES]
    return {CURRENCIES[one] for one in [*words, *signs] if one in CURRENCIES}
