from pathlib import Path

import polib
import pytest

CATALOGUES = sorted(Path(__file__).parents[1].glob("dci/locale/*/LC_MESSAGES/django.po"))


def texts(entries):
    return {(e.msgctxt, e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in entries}


@pytest.mark.parametrize("source", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_says_what_its_source_says(source):
    compiled = polib.mofile(str(source.with_suffix(".mo")))
    assert texts(compiled) == texts(polib.pofile(str(source)).translated_entries())


@pytest.mark.parametrize("source", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_translation_is_a_guess(source):
    assert not polib.pofile(str(source)).fuzzy_entries()
