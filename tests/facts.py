"""The facts of the organisation, and which of them a site does not tell its visitors."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import yaml
from django.test import Client
from django.utils.html import strip_tags

from dci.models import SitePage

FACTS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
PICTURE = re.compile(r'<img[^>]*alt="([^"]*)"[^>]*>')


def titles() -> list[str]:
    return [title for section in FACTS.values() for title in section]


def missing(on: list[str]) -> Iterator[tuple[str, str]]:
    """Of the pages with these titles, each that lacks something in English, and what it lacks."""
    for section in FACTS.values():
        for title in section.keys() & set(on):
            text, facts = read(title), section[title]
            yield from ((title, str(fact)) for fact in facts if folded(str(fact)) not in text)


def read(title: str) -> str:
    """The text of the page with this title, as a visitor gets it."""
    page = SitePage.objects.live().get(title_en=title)
    answer = Client().get(page.address("en"))
    assert answer.status_code == 200, title
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    with_pictures = PICTURE.sub(r" \1 ", main)
    return folded(unescape(strip_tags(with_pictures.replace("<", " <"))))


def folded(text: str) -> str:
    return " ".join(text.replace("'", "’").split()).casefold()
