"""What a reader finds, and how it is shown."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from dci.search.query import Search
from tests.factories import ContentFactory, ProjectFactory, RegionFactory, ThemeFactory
from tests.translating import translate

pytestmark = pytest.mark.django_db


def test_endings_and_accents_make_no_difference(starter_site, look_for):
    campaign = "Campagne pour une Étude mondiale"
    assert look_for("enfants privés", "fr").found[0].startswith(campaign)
    assert look_for("PRIVATION enfant", "fr").found[0].startswith(campaign)
    assert look_for("nino", "es").found == look_for("niño", "es").found != []


def test_title_comes_before_lead_and_lead_before_text(look_for):
    filler = "Of everything else there is much to say here. " * 3
    ContentFactory(title_en="A text", body_en=[("text", f"<p>{filler}guardian</p>")])
    ContentFactory(title_en="A lead", introduction_en=f"{filler}guardian")
    ContentFactory(title_en="Guardian")
    assert look_for("guardians").found == ["Guardian", "A lead", "A text"]


def test_words_are_marked_and_the_rest_is_escaped(look_for):
    ContentFactory(
        title_en="A <b>guardian</b> & more", introduction_en="Guardians <script>x</script>"
    )
    answer = look_for("guardian")
    assert answer.found == ["A <b>guardian</b> & more"]
    assert answer.marks == ["guardian", "Guardians"]
    assert not answer.soup.select("main script, main b")


def test_query_stands_in_heading_and_field(starter_site, look_for):
    answer = look_for("détention", "fr", type="project")
    assert answer.heading == "1 résultat pour «\u00a0détention\u00a0»"
    assert answer.soup.select_one("input[name=q]")["value"] == "détention"
    assert answer.soup.select_one("select[name=type] option[selected]")["value"] == "project"


def test_other_languages_come_after_with_their_own(starter_site, look_for):
    answer = look_for("الأطفال", "fr")
    assert {item.select_one("h4").parent["lang"] for item in answer.soup.select(".results li")} == {
        "ar"
    }
    assert {item.select_one("h4").parent["dir"] for item in answer.soup.select(".results li")} == {
        "rtl"
    }
    answer = look_for("guardian", "fr")
    assert answer.found[0].startswith("SafeGuard")
    assert answer.links[0].startswith("/en/")


def test_page_is_found_once_in_the_reader_s_language_if_it_can(starter_site, look_for):
    answer = look_for("UNICEF", "fr")
    assert answer.links.count("/fr/partenaires/unicef/") == 1
    assert not [link for link in answer.links if link.startswith(("/en/", "/es/"))]


def test_untranslated_page_is_found_in_english(look_for):
    ContentFactory(title_en="Guardian", slug="guardian")
    assert look_for("guardian", "fr").links == ["/en/guardian/"]
    assert look_for("guardian", "fr").heading.startswith("1 résultat")


def test_filters_narrow_and_combine(look_for):
    africa, theme = RegionFactory(), ThemeFactory()
    ProjectFactory(
        title_en="Guardian one", regions=[africa], themes=[theme], start="2014", end="2016-05"
    )
    ProjectFactory(title_en="Guardian two", regions=[africa])
    ContentFactory(title_en="Guardian three")
    assert len(look_for("guardian").found) == 3
    assert len(look_for("guardian", type="project").found) == 2
    assert len(look_for("guardian", region="africa", type="project").found) == 2
    assert look_for("guardian", region="africa", year="2015").found == ["Guardian one"]
    assert look_for("guardian", theme="migration").found == ["Guardian one"]
    assert len(look_for("guardian", region="nowhere", year="x").found) == 3


def test_next_page_keeps_the_search(look_for):
    for number in range(12):
        ProjectFactory(title_en=f"Guardian {number}")
    answer = look_for("guardian", type="project")
    assert len(answer.found) == 10
    following = answer.soup.select_one("a[rel=next]")["href"]
    assert following == "?q=guardian&type=project&page=2"
    assert len(look_for("guardian", type="project", page="2").found) == 2


def test_nothing_found_says_so_and_what_to_do(look_for):
    page = ContentFactory(show_in_menus=True)
    answer = look_for("zzzz", "es", type="page")
    assert answer.heading.startswith("0 resultados")
    assert answer.soup.select_one("main a[href='?q=zzzz']")
    assert answer.soup.select_one(f"main nav a[href='{page.address('es')}']")


def test_no_words_show_the_form_alone(client, look_for):
    ContentFactory()
    page = client.get("/fr/recherche/")
    assert "search-words" in page.content.decode()
    assert 'id="found"' not in page.content.decode()


def test_page_says_what_it_is_for_in_the_reader_s_language(look_for):
    [description] = look_for("", "fr").soup.select("meta[name=description]")
    assert description["content"].startswith("Rechercher dans les pages")


def test_switcher_leads_to_the_same_search(look_for):
    ContentFactory(title_en="Guardian")
    links = look_for("guardian").soup.select(".language-switcher a")
    assert [link["href"] for link in links] == [
        "/fr/recherche/?q=guardian",
        "/es/buscar/?q=guardian",
    ]


def test_search_engines_leave_results_alone_and_visitors_get_no_cookie(client):
    ContentFactory()
    response = client.get("/en/search/", {"q": "guardian"})
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert not response.cookies
    assert client.post("/en/search/", {"q": "guardian"}).status_code == 405


HOSTILE = [
    *("\0", "a\0b", "\ud800", "\u202eabc", "x" * 10_000, "word " * 2000),
    *('"', "title:* OR NEAR(", "a AND NOT b'--", "%_\\", "{{7*7}}", "-1"),
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(client, words):
    ContentFactory()
    data = {"q": words, "page": words[:9], "type": words[:9], "year": words[:9]}
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in data.items()}
    assert client.get("/en/search/", encoded).status_code == 200


def test_cost_does_not_grow_with_what_is_found(client, django_assert_max_num_queries):
    costs = []
    for _round in range(2):
        for number in range(4):
            translate(
                ProjectFactory(title_en=f"Guardian {_round} {number}", regions=[RegionFactory()])
            )
        with django_assert_max_num_queries(8) as queries:
            client.get("/fr/recherche/", {"q": "guardian children"})
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_more_results_than_are_listed_are_not_counted(look_for, monkeypatch):
    ProjectFactory.create_batch(3, introduction_en="A guardian")
    monkeypatch.setattr("dci.search.query.MOST_RESULTS", 2)
    assert look_for("guardian").heading == "more than 2 results for “guardian”"


def test_word_that_every_page_has_is_found(look_for, monkeypatch):
    monkeypatch.setattr("dci.search.query.USUAL", 0.001)
    ProjectFactory.create_batch(3, introduction_en="A guardian of children")
    assert len(look_for("guardian children").found) == 3


def test_list_that_the_reader_s_language_fills_is_the_one_of_all_languages(monkeypatch):
    monkeypatch.setattr("dci.search.query.MOST_RESULTS", 2)
    for number in range(3):
        translate(
            ProjectFactory(title_en=f"Guardian {number}", introduction_en="guardian " * number)
        )
    with override("fr"):
        own, every = (Search(QueryDict("q=guardian")) for _time in range(2))
    every._own_scored = []
    assert len(own._own_scored) == 2
    assert own._best == every._best
