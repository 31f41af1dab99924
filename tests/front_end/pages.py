"""A page of every kind of the starter site, in every language, as the sitemap names them."""

import urllib.request
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

KINDS = [
    "",
    "about/",
    "actions/",
    "projects/",
    "projects/world-congress-2018/",
    "projects/juvenile-justice-observatory/",
    "projects/together-for-justice/",
    "partners/",
    "partners/child-rights-connect/",
    "network/",
    "accessibility/",
]
SEARCHES = ["en/search/?q=children", "fr/recherche/?q=enfants", "es/buscar/?q=derechos"]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def kinds(site: str) -> list[str]:
    """The addresses. Raises ``KeyError`` for a kind of page that the sitemap does not name."""
    tree = ElementTree.fromstring(read(f"{site}/sitemap.xml"))  # noqa: S314  it is our own
    alternates = {
        page.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in page.findall(LINK)
        }
        for page in tree
    }
    pages = [alternates[f"{site}/en/{english}"] for english in KINDS]
    return [page[language] for page in pages for language in ("en", "fr", "es")]


def searches(site: str) -> list[str]:
    """Pages that no sitemap names, and that search engines leave alone."""
    return [f"{site}/{search}" for search in SEARCHES]


def fetched(addresses: list[str], folder: Path) -> list[Path]:
    """The pages as files, for tools that read no addresses."""
    folder.mkdir()
    files = []
    for address in addresses:
        name = urlsplit(address).path.strip("/").replace("/", "_")
        file = folder / f"{name}.html"
        file.write_bytes(read(address))
        files.append(file)
    return files


def read(address: str) -> bytes:
    with urllib.request.urlopen(address) as response:  # noqa: S310  of the site we have started
        return response.read()
