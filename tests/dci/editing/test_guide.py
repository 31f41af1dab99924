"""The editors' guide: the same in each language, in the words of the screens, under *Help*."""

import re

import pytest
from bs4 import BeautifulSoup

from dci.editing.guide import FILES
from dci.translation.guide import FOLDER, PICTURES
from tests.factories import EditorFactory
from tests.translation.test_guide import PICTURE, QUOTED, folded, words_of_screens

GUIDE = "/admin/guide/"
# Names of pages of the site, and what stands on no screen but in programs that make PDF files.
OTHERS = {"Dates", "Partners", "i", "Print", "Save as PDF", "number", "Organisations and logos"}

each_language = pytest.mark.parametrize("code", FILES)


def text_of(code: str) -> str:
    return (FOLDER / FILES[code]).read_text()


def pictures(code: str) -> list[tuple[str, str]]:
    return PICTURE.findall(text_of(code))


@pytest.mark.parametrize("code", [code for code in FILES if code != "en"])
def test_guides_have_the_same_parts(code):
    for mark in (r"^#+ ", r"^- ", r"^\d+\. ", r"^\| ", r"^\*\*"):
        here, there = (len(re.findall(mark, text_of(one), re.MULTILINE)) for one in (code, "en"))
        assert (mark, here) == (mark, there)


@each_language
def test_guide_quotes_the_screens_word_for_word(code):
    known = {folded(text) for text in words_of_screens(code)} | {folded(text) for text in OTHERS}
    quoted = {folded(text) for text in QUOTED.findall(text_of(code))}
    made = {text for text in quoted if re.match(r"(add|ajouter un\(e\)|añadir) ", text)}
    assert len(quoted) > 80
    assert sorted(quoted - known - made) == []


@each_language
def test_every_picture_is_there_and_described(code):
    assert [name.split("/")[:2] for _alternative, name in pictures(code)] == [["editing", code]] * 3
    assert all((PICTURES / name).is_file() for _alternative, name in pictures(code))
    assert all(len(alternative) > 30 for alternative, _name in pictures(code))


@pytest.mark.django_db
@each_language
def test_guide_is_shown_in_the_language_of_the_admin(client, code):
    client.force_login(EditorFactory(language=code))
    page = BeautifulSoup(client.get(GUIDE).content, "lxml")
    assert page.select_one(".guide-text")["lang"] == code
    anchors = [a["href"][1:] for a in page.select(".guide [href^='#']")]
    assert not [anchor for anchor in anchors if not page.find(id=anchor)]
    for image in page.select(".guide-text img"):
        assert client.get(image["src"])["Content-Type"] == "image/webp"


@pytest.mark.django_db
def test_help_leads_to_the_guide_and_from_it_to_that_of_translators(client):
    client.force_login(EditorFactory())
    assert GUIDE in client.get("/admin/").content.decode()
    page = BeautifulSoup(client.get(GUIDE).content, "lxml")
    assert page.select_one(".guide-text a[href^='/admin/translations/guide/']")


def test_strangers_are_sent_to_sign_in(client, db):
    assert client.get(GUIDE).status_code == 302
