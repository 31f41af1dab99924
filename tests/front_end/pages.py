"""A page of every kind of the starter site, in every language."""

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tests.production import FAILING

LANGUAGES = ("en", "fr", "es")
KINDS = [
    "",
    "about/",
    "actions/",
    "projects/",
    "projects/world-congress-2018/",
    "projects/juvenile-justice-observatory/",
    "projects/defence-for-girls/",
    "partners/",
    "partners/child-rights-connect/",
    "network/",
    "accessibility/",
]
# Pages that no sitemap names, and that search engines leave alone
SEARCHES = ["en/search/?q=children", "fr/recherche/?q=enfants", "es/buscar/?q=derechos"]
NO_RESULTS = ["en/search/?q=zeppelin", "fr/recherche/?q=zeppelin", "es/buscar/?q=zeppelin"]
UNTRANSLATED = ["fr/projets/ensemble-pour-la-justice/"]
# Answers that say themselves that something is wrong
FAILURES = [*(f"{language}/nothing/" for language in LANGUAGES), "nothing/", FAILING]
# Answers of every sort, for the score of their headers; that of staff at their log-in
SCORED = ["/en/", "/fr/", "/es/", "/en/search/?q=children", "/en/nothing/", f"/{FAILING}"]
SCORED += ["/admin/login/", "/robots.txt", "/documents/1/", "/en/feed.xml"]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def kinds(site: str) -> list[str]:
    """The addresses, as the sitemap has them.

    Raises ``KeyError`` for a kind of page that it does not name.
    """
    tree = ElementTree.fromstring(read(f"{site}/sitemap.xml"))  # noqa: S314  it is our own
    alternates = {
        urlsplit(page.find(f"{SITEMAP}loc").text).path: {
            link.get("hreflang"): urlsplit(link.get("href")).path for link in page.findall(LINK)
        }
        for page in tree
    }
    pages = [alternates[f"/en/{english}"] for english in KINDS]
    return [f"{site}{page[language]}" for page in pages for language in LANGUAGES]


def apart(site: str) -> list[str]:
    """The pages that no search engine may list."""
    return [f"{site}/{address}" for address in (*SEARCHES, *NO_RESULTS, *UNTRANSLATED)]


def failures(site: str) -> list[str]:
    return [f"{site}/{address}" for address in FAILURES]


def fetched(addresses: list[str], folder: Path) -> list[Path]:
    """The pages as files, for tools that read no addresses."""
    folder.mkdir()
    files = []
    for number, address in enumerate(addresses):
        name = urlsplit(address).path.strip("/").replace("/", "_")
        file = folder / f"{number}_{name}.html"
        file.write_bytes(read(address))
        files.append(file)
    return files


def read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310  of the site we have started
            return answer.read()
    except urllib.error.HTTPError as failure:  # which has a page, too
        return failure.read()
