"""Whether readers find what they look for, on the starter content."""

from pathlib import Path

import pytest
import yaml
from django.http import QueryDict
from django.utils import translation

from dci.models import SitePage, StarterObject
from dci.search.query import Search

pytestmark = pytest.mark.django_db

TABLE = yaml.safe_load((Path(__file__).parent / "queries.yaml").read_text())
RANKS = 3
GOOD = 0.9  # of the queries of a language


def found(words: str, keys: dict[int, str]) -> list[str]:
    """The English slugs of the best results, or the starter's keys of documents."""
    asked = QueryDict(mutable=True)
    asked["q"] = words
    entries = [result.entry for result in Search(asked).page][:RANKS]
    return [keys[entry.document_id] if entry.document else entry.page.slug for entry in entries]


@pytest.mark.parametrize("language", TABLE)
def test_what_readers_look_for_is_among_the_first_three(starter_site, language):
    documents = StarterObject.objects.filter(key__startswith="documents/")
    keys = {
        pk: key.removeprefix("documents/") for pk, key in documents.values_list("object_id", "key")
    }
    with translation.override(language):
        misses = {
            words: answers
            for words, wanted in TABLE[language].items()
            if wanted not in (answers := found(words, keys))
        }
    assert len(TABLE[language]) >= 20
    assert len(misses) <= (1 - GOOD) * len(TABLE[language]), misses


def test_what_is_wanted_is_on_the_site(starter_site):
    records = StarterObject.objects.filter(key__startswith="documents/").values_list(
        "key", flat=True
    )
    there = {key.removeprefix("documents/") for key in records}
    there |= set(SitePage.objects.live().values_list("slug", flat=True))
    assert {wanted for queries in TABLE.values() for wanted in queries.values()} <= there
