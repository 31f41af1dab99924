import ast
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted(ROOT.glob("dci/locale/*/LC_MESSAGES/django.po"))
PLACES = ("dci", "network", "partners", "projects", "templates")
CALL = re.compile(r"""\b(?:_|n?p?gettext)\((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^()'"])*\)""")

each_catalogue = pytest.mark.parametrize("source", CATALOGUES, ids=lambda path: path.parts[-3])


def texts(entries):
    return {(e.msgctxt, e.msgid, e.msgstr, *e.msgstr_plural.values()) for e in entries}


def files(ending):
    return [path for place in PLACES for path in (ROOT / place).rglob(f"*.{ending}")]


def strings(code):
    """Context and text of each string that Python ``code`` wants translated."""
    for call in ast.walk(ast.parse(code)):
        name = getattr(getattr(call, "func", None), "id", "").removesuffix("_lazy")
        if name == "_" or name.endswith("gettext"):
            words = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            if words:
                yield (words[0], words[1]) if "pgettext" in name else (None, words[0])


def strings_of_the_site():
    for path in files("py"):
        yield from strings(path.read_text())
    for path in files("html"):
        yield from strings("\n".join(CALL.findall(templatize(path.read_text()))))


@each_catalogue
def test_the_compiled_catalogue_says_what_its_source_says(source):
    compiled = polib.mofile(str(source.with_suffix(".mo")))
    assert texts(compiled) == texts(polib.pofile(str(source)).translated_entries())


@each_catalogue
def test_no_translation_is_a_guess(source):
    assert not polib.pofile(str(source)).fuzzy_entries()


@each_catalogue
def test_everything_in_the_catalogue_is_translated(source):
    assert not [entry.msgid for entry in polib.pofile(str(source)).untranslated_entries()]


@each_catalogue
def test_every_plural_has_all_forms_of_the_language(source):
    catalogue = polib.pofile(str(source))
    number = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    plurals = [entry for entry in catalogue if entry.msgid_plural]
    assert not [entry.msgid for entry in plurals if len(entry.msgstr_plural) != number]


@each_catalogue
def test_every_string_of_the_site_is_in_the_catalogue(source):
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(source))}
    assert not set(strings_of_the_site()) - known
