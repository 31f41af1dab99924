"""What a visitor is told about the languages of a page: text and its ``lang`` never out of step."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from dci import languages
from dci.models import SitePage
from dci.translation import lanes
from tests.factories import (
    ContentFactory,
    EditorFactory,
    HomeFactory,
    ProjectFactory,
    ProjectIndexFactory,
)
from tests.reading import Seen
from tests.translating import translate

pytestmark = pytest.mark.django_db

# One page of every type, by its address in each language.
PAGES = {
    "dci.HomePage": ("/en/", "/fr/", "/es/"),
    "dci.ContentPage": ("/en/about/", "/fr/a-propos/", "/es/quienes-somos/"),
    "projects.ProjectIndexPage": ("/en/projects/", "/fr/projets/", "/es/proyectos/"),
    "projects.ProjectPage": (
        "/en/projects/twelve/",
        "/fr/projets/twelve/",
        "/es/proyectos/twelve/",
    ),
    "partners.PartnerIndexPage": ("/en/partners/", "/fr/partenaires/", "/es/aliados/"),
    "partners.PartnerPage": (
        "/en/partners/unicef/",
        "/fr/partenaires/unicef/",
        "/es/aliados/unicef/",
    ),
    "network.NetworkPage": ("/en/network/", "/fr/reseau/", "/es/red/"),
}
CASES = [
    pytest.param(addresses, number, id=addresses[number])
    for addresses in PAGES.values()
    for number in range(3)
]


def see(client, address: str, status: int = 200) -> Seen:
    return Seen(client.get(address), status)


# Pages that are available

_seen: dict[str, Seen] = {}


@pytest.fixture
def starter_page(client, starter_site):
    """A page of the starter site as a visitor sees it; each is fetched for one test only."""

    def starter_page(address: str) -> Seen:
        if address not in _seen:
            _seen[address] = see(client, address)
        return _seen[address]

    return starter_page


@pytest.mark.parametrize(("addresses", "number"), CASES)
def test_page_is_in_the_language_of_its_address(starter_page, addresses, number):
    seen = starter_page(addresses[number])
    code, page = languages.ALL[number], seen.response.context["page"]
    assert (seen.language, seen.soup.html["dir"]) == (code, "ltr")
    assert seen.language_of(seen.content) == seen.language_of(seen.title) == code
    assert str(page.translated("title", code)) in seen.content.h1.get_text().replace("\xa0", " ")


@pytest.mark.parametrize(("addresses", "number"), CASES)
def test_search_engines_are_told_all_addresses_and_the_one_of_this_text(
    starter_page, addresses, number
):
    seen = starter_page(addresses[number])
    everywhere = dict(zip(languages.ALL, addresses, strict=True))
    assert seen.hreflang == {**everywhere, "x-default": addresses[0]}
    assert (seen.canonical, seen.is_indexed) == (addresses[number], True)


@pytest.mark.parametrize(("addresses", "number"), CASES)
def test_switcher_leads_to_the_same_page(starter_page, addresses, number):
    expected = dict(zip(languages.ALL, addresses, strict=True))
    expected[languages.ALL[number]] = None
    assert starter_page(addresses[number]).switcher == expected


def test_the_list_of_cases_names_every_page_type(starter_site):
    found = {page.specific_class._meta.label for page in SitePage.objects.filter(depth__gt=1)}
    assert found == PAGES.keys()


# Pages that are not


@pytest.fixture
def withdrawn(starter_site):
    """The French of the page about the movement has been taken back."""
    page = SitePage.objects.get(url_path__endswith="/about/").specific
    lanes.withdraw(page, "fr")
    return page


def test_withdrawn_page_answers_in_french_surroundings_with_the_english_text(client, withdrawn):
    seen = see(client, "/fr/a-propos/")
    assert (seen.language, seen.content["lang"], seen.content["dir"]) == ("fr", "en", "ltr")
    assert withdrawn.title_en in seen.content.h1.get_text()
    assert seen.language_of(seen.soup.footer) == "fr"


def test_withdrawn_page_says_so_in_french(client, withdrawn):
    seen = see(client, "/fr/a-propos/")
    assert "français" in seen.notice
    assert see(client, "/fr/projets/").notice == ""


def test_withdrawn_page_is_named_in_english_in_the_window(client, withdrawn):
    seen = see(client, "/fr/a-propos/")
    assert withdrawn.title_en in seen.title.text
    assert seen.language_of(seen.title) == "en"


def test_withdrawn_page_sends_search_engines_to_the_english_one(client, withdrawn):
    seen = see(client, "/fr/a-propos/")
    assert (seen.canonical, seen.is_indexed, seen.hreflang) == ("/en/about/", False, {})


def test_withdrawn_language_is_named_on_none_of_the_others(client, withdrawn):
    seen = see(client, "/es/quienes-somos/")
    assert seen.hreflang.keys() == {"en", "es", "x-default"}


def test_switcher_leads_to_a_withdrawn_page_all_the_same(client, withdrawn):
    assert see(client, "/en/about/").switcher["fr"] == "/fr/a-propos/"


def test_labels_inside_an_untranslated_page_are_in_its_language(client, starter_site):
    lanes.withdraw(SitePage.objects.get(slug="world-congress-2018").specific, "fr")
    index = see(client, "/fr/projets/")
    [address] = {link for link in index.links if "world-congress" in link or "congres" in link}
    french, english = see(client, address), see(client, "/en/projects/world-congress-2018/")
    assert [part.text for part in french.content.find_all(["h2", "dt"])] == [
        part.text for part in english.content.find_all(["h2", "dt"])
    ]


def test_card_of_an_untranslated_project_says_its_language(client):
    index = ProjectIndexFactory()
    translate(index)
    ProjectFactory(title_en="Only English", parent=index)
    seen = see(client, index.address("fr"))
    link = seen.content.find("a", string=lambda text: text and "Only English" in text)
    assert seen.language_of(link) == "en"


def test_menu_entry_of_an_untranslated_page_says_its_language(client):
    translate(HomeFactory())
    ContentFactory(title_en="Only English", show_in_menus=True)
    seen = see(client, "/fr/")
    entry = seen.soup.find("nav", id="menu").find("a")
    assert (entry.text, seen.language_of(entry)) == ("Only English", "en")


def test_links_on_an_untranslated_page_stay_in_the_readers_language(client, withdrawn):
    seen = see(client, "/fr/a-propos/")
    outside = {link for link in seen.links if link.startswith(("/en/", "/es/"))}
    assert outside == {"/en/about/", "/es/quienes-somos/"}


# The way in


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("", "/en/"),
        ("fr", "/fr/"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "/fr/"),
        ("es-419", "/es/"),
        ("de", "/en/"),
        ("de, es;q=0.5", "/es/"),
        ("*", "/en/"),
        ("nonsense;q=x", "/en/"),
    ],
)
def test_bare_address_leads_to_the_language_the_browser_asks_for(client, asked, leads_to):
    response = client.get("/", headers={"accept-language": asked})
    assert (response.status_code, response.headers["Location"]) == (302, leads_to)
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies


@pytest.mark.parametrize("code", languages.ALL)
def test_address_decides_the_language_whatever_the_browser_asks_for(client, starter_site, code):
    response = client.get(f"/{code}/", headers={"accept-language": "fr"})
    assert Seen(response).language == code
    assert response.headers["Content-Language"] == code


@pytest.mark.parametrize(
    ("address", "code"),
    [("/en/nothing/", "en"), ("/fr/rien/", "fr"), ("/es/nada/", "es")],
)
def test_missing_page_is_told_in_the_language_of_its_address(client, starter_site, address, code):
    seen = see(client, address, status=404)
    assert (seen.language, seen.is_indexed) == (code, False)
    assert seen.switcher == {**{one: f"/{one}/" for one in languages.ALL}, code: None}


@pytest.mark.parametrize("address", ["/xx/", "/projects/", "/xx", "/xx/fr/"])
def test_address_without_a_language_is_told_in_that_of_the_browser(client, starter_site, address):
    response = client.get(address, headers={"accept-language": "fr"})
    assert Seen(response, status=404).language == "fr"
    assert response.headers["Vary"] == "Accept-Language"


def test_unknown_address_in_the_admin_stays_there(client, starter_site):
    client.force_login(EditorFactory())
    response = client.get("/admin/nonsense/")
    assert response.status_code == 404
    assert "wagtailadmin/404.html" in [template.name for template in response.templates]


# Who may read


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/", "/en/", "/fr/projets/", "/sitemap.xml", "/robots.txt"])
def test_public_addresses_are_read_only(starter_site, method, address):
    visitor = Client(enforce_csrf_checks=True)
    assert getattr(visitor, method)(address).status_code == 405


def test_visitor_gets_no_cookie_and_answers_depend_on_none(client, starter_site):
    for address in (
        "/en/",
        "/fr/projets/",
        "/es/red/",
        "/en/nothing/",
        "/xx/",
        "/sitemap.xml",
        "/robots.txt",
    ):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_private_page_is_in_no_menu_and_asks_for_permission(client):
    private = ContentFactory(title_en="Internal", show_in_menus=True)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert "Internal" not in client.get("/en/").content.decode()
    assert client.get(private.address("en")).status_code == 302


def test_page_below_a_private_one_asks_for_permission_too(client):
    private = ContentFactory(title_en="Internal")
    below = ContentFactory(parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert client.get(below.address("fr")).status_code == 302


def test_draft_is_found_at_no_address(client):
    draft = ContentFactory(live=False)
    assert {client.get(draft.address(code)).status_code for code in languages.ALL} == {404}
