"""The translators' guides: the same in each language, in the screens' own words, in the admin."""

import re
from itertools import chain
from pathlib import Path

import django
import polib
import pytest
import wagtail
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils.translation import override

from dci.editing.guide import FILES as EDITORS
from dci.models import HomePage
from dci.settings import BASE_DIR
from dci.translation.guide import FILES, FOLDER, PICTURES
from dci.translation.lane.keys import keys
from tests.factories import EditorFactory
from tests.translation.at_the_desk import lane_url, reviewer, signed_in, translator

GUIDE = "/admin/translations/guide/"
PICTURE = re.compile(r"!\[([^]]+)\]\(pictures/([^)]+)\)")
SAMPLES = {"like these", "comme ceux-ci", "como estas"}
QUOTED = re.compile(r"(?<![*\w])\*([^*]+)\*(?!\*)")

each_language = pytest.mark.parametrize("code", FILES)


def text_of(code: str) -> str:
    return (FOLDER / FILES[code]).read_text()


def headings(code: str) -> list[int]:
    """The level of each."""
    return [len(marks) for marks in re.findall(r"^(#+) ", text_of(code), re.MULTILINE)]


def pictures(code: str) -> set[str]:
    return {name for _alternative, name in PICTURE.findall(text_of(code))}


def pictures_of_editors(code: str) -> set[str]:
    return {name for _alternative, name in PICTURE.findall((FOLDER / EDITORS[code]).read_text())}


def shortcuts(code: str) -> list[tuple[str, ...]]:
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", text_of(code), re.MULTILINE)
    return [(*re.findall("`([^`]+)`", parts), does) for parts, does in rows]


def words_of_screens(code: str) -> list[str]:
    """All that the site, Wagtail and Django say in a language."""
    if code == "en":
        catalogues = [BASE_DIR / "dci/locale/fr/LC_MESSAGES/django.mo"]
    else:
        catalogues = [BASE_DIR / f"dci/locale/{code}/LC_MESSAGES/django.mo"]
    for package in (wagtail, django):
        folder = Path(package.__file__).parent
        catalogues += folder.rglob(f"locale/{'fr' if code == 'en' else code}/**/django*.mo")
    entries = chain.from_iterable(polib.mofile(str(file)) for file in catalogues)
    if code == "en":
        return [text for entry in entries for text in (entry.msgid, entry.msgid_plural) if text]
    return [text for one in entries for text in (one.msgstr, *one.msgstr_plural.values()) if text]


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("code", [code for code in FILES if code != "en"])
def test_guides_have_the_same_parts(code):
    assert headings(code) == headings("en")
    assert text_of(code).count("\n- ") == text_of("en").count("\n- ")


@each_language
def test_guide_names_the_keys_of_the_lane(code):
    with override(code):
        known = [(*key.parts, key.does) for key in keys(RequestFactory().get("/"))]
    assert shortcuts(code) == known


@each_language
def test_guide_quotes_the_screens_word_for_word(code):
    known = {folded(text) for text in words_of_screens(code)}
    quoted = {folded(text) for text in QUOTED.findall(text_of(code))} - SAMPLES
    assert len(quoted) > 80
    assert not quoted - known


@each_language
def test_every_picture_of_the_guide_is_there_and_described(code):
    found = PICTURE.findall(text_of(code))
    assert len(found) > 6
    assert {name.partition("/")[0] for _alternative, name in found} == {code}
    assert not [name for _alternative, name in found if not (PICTURES / name).is_file()]
    assert all(len(alternative) > 30 for alternative, _name in found)


def test_every_picture_of_the_folder_is_named_and_small():
    named = set().union(*map(pictures, FILES), *map(pictures_of_editors, FILES))
    named |= set(re.findall(r"\(docs/pictures/([^)]+)\)", (BASE_DIR / "README.md").read_text()))
    files = [file for file in PICTURES.rglob("*") if file.is_file()]
    assert {str(file.relative_to(PICTURES)) for file in files} == named
    assert sum(file.stat().st_size for file in files) < 1_500_000


@pytest.mark.django_db
@each_language
def test_guide_is_shown_in_the_language_of_the_admin(code):
    page = BeautifulSoup(signed_in(translator("fr", language=code)).get(GUIDE).content, "lxml")
    title, _text = text_of(code).split("\n", 1)
    assert page.select_one("h1").get_text(strip=True).startswith(title.removeprefix("# "))
    assert page.select_one(".guide-text")["lang"] == code
    others = {link["lang"] for link in page.select(f".guide-text a[href^='{GUIDE}?']")}
    assert others == FILES.keys() - {code}


@pytest.mark.django_db
@each_language
def test_contents_and_links_of_the_guide_lead_somewhere(code):
    client = signed_in(translator("fr"))
    page = BeautifulSoup(client.get(GUIDE, {"language": code}).content, "lxml")
    anchors = [a["href"][1:] for a in page.select(".guide [href^='#']")]
    assert len(anchors) > len(headings(code)) - 2
    assert not [anchor for anchor in anchors if not page.find(id=anchor)]
    for image in page.select(".guide-text img"):
        assert image.parent["href"] == image["src"]
        assert client.get(image["src"])["Content-Type"] == "image/webp"


@pytest.mark.django_db
def test_unknown_language_gets_the_first_guide():
    client = signed_in(translator("fr"))
    assert b'lang="en"' in client.get(GUIDE, {"language": "../en"}).content


@pytest.mark.django_db
def test_guide_shows_no_markup_of_its_files(tmp_path, monkeypatch):
    (tmp_path / FILES["en"]).write_text("# Guide\n\n<script>1</script> and *this* <b>2</b>\n")
    monkeypatch.setattr("dci.translation.guide.FOLDER", tmp_path)
    page = BeautifulSoup(signed_in(translator("fr")).get(GUIDE).content, "lxml")
    assert page.select_one(".guide-text").get_text(strip=True) == (
        "<script>1</script> andthis<b>2</b>"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "pictures/en/desk.webp"])
def test_guide_is_for_those_who_translate(place):
    editor = EditorFactory(is_superuser=False, is_staff=False)
    editor.groups.set(reviewer("fr").groups.model.objects.filter(name="Editors"))
    assert signed_in(reviewer("es")).get(GUIDE + place).status_code == 200
    refused = signed_in(editor).get(GUIDE + place)
    assert (refused.status_code, refused["Location"]) == (302, "/admin/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["en/none.webp", "../decisions.md", "en/../../decisions.md", "en"])
def test_pictures_are_all_that_the_folder_gives(name):
    assert signed_in(translator("fr")).get(f"{GUIDE}pictures/{name}").status_code == 404


@pytest.mark.django_db
def test_desk_and_lane_lead_to_the_guide(starter_site):
    client = signed_in(translator("fr"))
    for address in ("/admin/translations/", lane_url(HomePage.objects.get())):
        page = BeautifulSoup(client.get(address).content, "lxml")
        assert page.select_one(f"a[href='{GUIDE}']")
