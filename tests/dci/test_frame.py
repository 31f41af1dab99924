"""What stands around every page: title in the window, menu, languages, notice."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from dci import surroundings
from dci.models import SiteSettings
from dci.sites import Frame
from dci.templatetags import frame
from dci.templatetags.frame import LONGEST_TITLE, is_section_of, window_title
from tests.factories import (
    ContentFactory,
    HomeFactory,
    ProjectFactory,
    ProjectIndexFactory,
    SettingsFactory,
    publish_lane,
)

NAME, ACRONYM = "Defence for Children International", "DCI"


@pytest.fixture
def read(client):
    """Read a page in a language as its reader does."""
    return lambda page, code: BeautifulSoup(client.get(page.address(code)).content, "html.parser")


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Projects", "Projects – Defence for Children International"),
        (NAME, NAME),
        ("", NAME),
        (
            "Guidelines on Action for Children in Justice",
            "Guidelines on Action for Children in Justice – DCI",
        ),
        ("Word " * 20, "Word " * 12 + "Word…"),
    ],
)
def test_window_title(heading, title):
    assert window_title(heading, NAME, ACRONYM) == title


@given(heading=st.text(max_size=300))
def test_window_title_is_never_longer_than_is_shown(heading):
    assert len(window_title(heading, NAME, ACRONYM)) <= LONGEST_TITLE


@pytest.mark.django_db
def test_nothing_stands_before_the_doctype(client):
    assert client.get(HomeFactory().address("en")).content.startswith(b"<!DOCTYPE html>")


@pytest.mark.django_db
def test_section_is_an_ancestor():
    project = ProjectFactory()
    index, other = project.get_parent(), ContentFactory()
    assert is_section_of(index, project)
    assert not is_section_of(other, project)
    assert not is_section_of(project, project)


@pytest.mark.django_db
def test_current_section_is_marked_in_the_menu(read):
    project = ProjectFactory()
    ProjectIndexFactory._meta.model.objects.update(show_in_menus=True)
    current = read(project, "en").select("#menu [aria-current]")
    assert [link.text.strip() for link in current] == ["Projects"]


@pytest.mark.django_db
def test_switcher_leads_to_the_same_page_in_every_language(read):
    page = ContentFactory(title_en="About us")
    page = read(page, "fr").select(".language-switcher li > *")
    assert [(item["lang"], item.text, item.get("href")) for item in page] == [
        ("en", "English", "/en/about-us/"),
        ("fr", "Français", None),
        ("es", "Español", "/es/about-us/"),
    ]


@pytest.mark.django_db
def test_untranslated_page_says_so_in_the_readers_language(read):
    soup = read(ContentFactory(title_en="About us"), "fr")
    assert soup.html["lang"] == "fr"
    assert "pas encore disponible en français" in soup.select_one(".notice").text
    assert soup.h1.find_parent(lang=True)["lang"] == "en"
    assert soup.title["lang"] == "en"


@pytest.mark.django_db
def test_untranslated_page_leaves_search_engines_to_the_original(read):
    soup = read(ContentFactory(title_en="About us"), "fr")
    assert soup.select_one("link[rel=canonical]")["href"].endswith("/en/about-us/")
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    assert soup.select("link[hreflang]") == []


@pytest.mark.django_db
def test_translated_page_names_its_translations(read):
    page = ContentFactory(title_en="About us")
    publish_lane(page, "fr", title="Qui sommes-nous ?")
    soup = read(page, "fr")
    assert soup.select_one(".notice") is None
    assert [link["hreflang"] for link in soup.select("head link[hreflang]")] == [
        "x-default",
        "en",
        "fr",
    ]
    assert [link.text for link in soup.select(".also-available a")] == ["English"]


@pytest.mark.django_db
def test_name_of_the_site_is_set_in_two_lines(read):
    home = HomeFactory()
    SettingsFactory(name_en="Defence for Children International")
    mark = read(home, "en").select_one(".wordmark")
    assert mark.span.text == "International"


@pytest.mark.django_db
def test_missing_page_answers_in_the_language_of_its_address(client):
    HomeFactory()
    response = client.get("/es/nada/")
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 404
    assert soup.html["lang"] == "es"
    assert soup.title.text.startswith("Página no encontrada")


@pytest.mark.django_db(transaction=True)
def test_menu_that_is_written_once_marks_each_page_in_each_language(read):
    pages = [ContentFactory(title_en=title, show_in_menus=True) for title in ("One", "Two")]
    for page in [*pages, *pages]:
        for code, close in {"en": "Close", "fr": "Fermer"}.items():
            menu = read(page, code).select_one("#menu")
            assert [link.text for link in menu.select("[aria-current=page]")] == [page.title_en]
            assert menu.button.text == close


@pytest.mark.django_db(transaction=True)
def test_footer_that_is_written_once_is_written_again_after_a_change(read):
    page, settings = HomeFactory(), SettingsFactory(email="old@example.org")
    for address in ("old@example.org", "new@example.org"):
        type(settings).objects.update(email=address)
        assert [read(page, "en").select_one(".footer address a").text for _ in "ab"] == [
            address
        ] * 2


def test_what_is_written_once_has_a_limit(rf, monkeypatch):
    monkeypatch.setattr(frame, "MOST_PARTS", 3)
    template = Template("{% load frame %}{% same number %}{{ number }}{% endsame %}")
    around = surroundings.of(request := rf.get("/"))
    around.frame, around.settings = Frame([], [], [], [], []), SiteSettings()
    written = [template.render(Context({"request": request, "number": n})) for n in (1, 2, 3, 4, 1)]
    assert written == ["1", "2", "3", "4", "1"]
    assert len(around.frame.parts) == 3
