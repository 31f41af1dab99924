"""Rules that every page of the starter site keeps, in every language."""

import gzip
import json
import re
from collections import Counter
from functools import cached_property
from io import BytesIO
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from lxml import html
from pypdf import PdfReader

from dci import languages
from tests.dci.test_sitemap import NAMES as SPACES

pytestmark = pytest.mark.django_db

ARABIC = re.compile(r"[\u0600-\u06ff]")
SHARED = {"title", "type", "url", "site_name", "description", "locale", "image"}
SHARED |= {"image:width", "image:height", "image:alt"}
RAW, PACKED = 60_000, 12_000  # bytes of a page


class Page:
    """A page as it was sent: ``address`` and ``alternates`` are those of the sitemap."""

    def __init__(self, address: str, alternates: dict[str, str], content: bytes):
        self.address, self.alternates, self.content = address, alternates, content
        self.language = urlsplit(address).path.split("/")[1]

    @cached_property
    def root(self) -> html.HtmlElement:
        return html.document_fromstring(self.content, parser=html.HTMLParser(encoding="utf-8"))

    @property
    def title(self) -> str:
        return self.root.findtext("head/title")

    def all(self, path: str) -> list:
        return self.root.xpath(path)

    def meta(self, attribute: str) -> dict[str, str]:
        return {tag.get(attribute): tag.get("content") for tag in self.all(f"//meta[@{attribute}]")}

    def links(self, path: str) -> set[str]:
        return set(self.all(f"{path}//a/@href"))


_pages: list[Page] = []


@pytest.fixture
def pages(starter_site, client) -> list[Page]:
    """Each page that the sitemap names, fetched once for all tests."""
    if not _pages:
        sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  our own
        for url in sitemap:
            address = url.find("s:loc", SPACES).text
            links = url.findall("x:link", SPACES)
            alternates = {link.get("hreflang"): link.get("href") for link in links}
            _pages.append(Page(address, alternates, client.get(path_of(address)).content))
    return _pages


def path_of(address: str) -> str:
    return urlsplit(address).path


# The rules: each says whether a page keeps it


def says_its_language(page: Page) -> bool:
    return (page.root.get("lang"), page.root.get("dir")) == (page.language, "ltr")


def names_the_same_addresses_as_the_sitemap(page: Page) -> bool:
    links = page.all("//link[@hreflang]")
    said = {link.get("hreflang"): path_of(link.get("href")) for link in links}
    is_absolute = all(urlsplit(link.get("href")).netloc for link in links)
    return is_absolute and said == {code: path_of(to) for code, to in page.alternates.items()}


def is_its_own_original(page: Page) -> bool:
    [canonical] = page.all("//link[@rel='canonical']/@href")
    is_listed = path_of(page.alternates[page.language]) == path_of(page.address)
    return is_listed and path_of(canonical) == path_of(page.address)


def may_be_listed(page: Page) -> bool:
    return "noindex" not in page.meta("name").get("robots", "")


def switches_to_the_same_page(page: Page) -> bool:
    others = {code for code in languages.ALL if code != page.language}
    expected = {path_of(page.alternates[code]) for code in others}
    return page.links("//nav[contains(@class, 'language-switcher')]") == expected


def marks_arabic(page: Page) -> bool:
    unmarked = "[not(ancestor::*[@lang][1][@lang='ar'])]"
    texts = page.all(f"//body//text(){unmarked} | //body//@alt{unmarked}")
    return not ARABIC.search(" ".join(texts))


def has_a_title_and_a_description_of_the_right_length(page: Page) -> bool:
    description = page.meta("name").get("description") or ""
    return 10 <= len(page.title) <= 70 and 20 <= len(description) <= 170


def has_no_scripts_and_no_styles_of_its_own(page: Page) -> bool:
    scripts = page.all(
        "//script[not(@type='application/ld+json')] | //@*[starts-with(name(), 'on')]"
    )
    return not [*scripts, *page.all("//style | //@style")]


def leads_to_places_that_are_there(page: Page) -> bool:
    targets = {link[1:] for link in page.links("//body") if link.startswith("#")}
    return targets <= set(page.all("//@id"))


def leads_to_the_accessibility_statement(page: Page) -> bool:
    names = {"en": "accessibility", "fr": "accessibilite", "es": "accesibilidad"}
    return f"/{page.language}/{names[page.language]}/" in page.links("//footer")


def is_light(page: Page) -> bool:
    return len(page.content) <= RAW and len(gzip.compress(page.content)) <= PACKED


def tells_networks_all_they_ask_for(page: Page) -> bool:
    told = page.meta("property")
    return all(told.get(f"og:{name}") for name in SHARED)


def says_what_it_is_about(page: Page) -> bool:
    [said] = page.all("//script[@type='application/ld+json']/text()")
    types = {one["@type"] for one in json.loads(said)["@graph"]}
    english = path_of(page.alternates["en"])
    is_project = re.fullmatch("/en/projects/[^/]+/", english)
    wanted = {"NGO"} if english == "/en/" else {"BreadcrumbList"}
    return wanted <= types and bool(is_project) == ("Project" in types)


RULES = [
    says_its_language,
    names_the_same_addresses_as_the_sitemap,
    is_its_own_original,
    may_be_listed,
    switches_to_the_same_page,
    marks_arabic,
    has_a_title_and_a_description_of_the_right_length,
    has_no_scripts_and_no_styles_of_its_own,
    leads_to_places_that_are_there,
    leads_to_the_accessibility_statement,
    is_light,
    tells_networks_all_they_ask_for,
    says_what_it_is_about,
]


def test_every_page_keeps_every_rule(pages):
    assert len(pages) >= 3 * 36
    broken = [(rule.__name__, page.address) for rule in RULES for page in pages if not rule(page)]
    assert broken == []


def test_titles_are_told_apart(pages):
    times = Counter((page.language, page.title) for page in pages)
    assert [title for title, number in times.items() if number > 1] == []


def test_accessibility_statement_has_its_sections(pages):
    statements = [page for page in pages if page.alternates["en"].endswith("/en/accessibility/")]
    assert len(statements) == 3
    assert min(len(page.all("//main//h2")) for page in statements) >= 5


# The words around the content, but for names in lists, and those that two languages share


INTERFACE = "//body/header | //footer | //nav | //label | //button | //summary | //dt | //th"
NAMES = "ancestor::nav[contains(@class, 'filters') or contains(@class, 'breadcrumbs')]"
SAME_WORDS = {"Actions", "International", "Menu", "Organisation", "Regional"}
SAME_WORDS |= {"Europe", "Palestine", "Sierra Leone", "Uruguay"}


@pytest.mark.parametrize("language", languages.TARGETS)
def test_interface_has_no_english_left(pages, language):
    at = {page.address: page for page in pages}
    same = set()
    for page in pages:
        if page.language == language:
            same |= interface(page) & interface(at[page.alternates["en"]])
    assert same - SAME_WORDS == set()


def interface(page: Page) -> set[str]:
    """Its words, without those that say which language they are in."""
    foreign = f"ancestor::*[@lang][1][@lang!='{page.language}']"
    texts = page.all(f"({INTERFACE})//text()[not({foreign})][not(ancestor::li[{NAMES}])]")
    return {text.strip() for text in texts if re.search("[^\\W\\d]{2}", text)}


def test_documents_are_what_their_links_say(pages, client):
    chips = {
        chip.get("href"): chip for page in pages for chip in page.all("//a[@type and @hreflang]")
    }
    documents = {to: chip for to, chip in chips.items() if to.startswith("/documents/")}
    assert len(documents) == 10
    for address, chip in documents.items():
        file = client.get(address)
        assert (file.status_code, file.headers["Content-Type"]) == (200, chip.get("type"))
        content = PdfReader(BytesIO(file.getvalue())).trailer["/Root"]
        assert content["/Lang"] == chip.get("hreflang")
        assert re.search(r"PDF\s+\d+([.,]\d+)?\s+(kB|MB|ko|Mo)", chip.text_content())
