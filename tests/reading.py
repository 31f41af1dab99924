"""A visitor reading a page: what the parts of it say, and in which language each is.

seen = Seen(client.get("/fr/a-propos/"))
seen.language          what the page as a whole says it is in: "fr"
seen.content           the element that holds the page's own content
seen.switcher["es"]    where the language switcher leads
"""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag


class Seen:
    def __init__(self, response, status: int = 200):
        assert response.status_code == status, (response.status_code, response.request["PATH_INFO"])
        self.response = response
        self.soup = BeautifulSoup(response.content, "html.parser")

    @property
    def language(self) -> str:
        return self.soup.html["lang"]

    @property
    def title(self) -> Tag:
        return self.soup.title

    @property
    def content(self) -> Tag:
        return self.soup.select_one("main .content")

    @property
    def notice(self) -> str:
        """What ``main`` says before the content begins: that the page is not translated."""
        said = []
        for node in self.soup.main.find_all(recursive=False):
            if node is self.content:
                return " ".join(said)
            said.append(node.get_text(" ", strip=True))
        return " ".join(said)

    @property
    def canonical(self) -> str | None:
        return self._link("canonical")

    @property
    def hreflang(self) -> dict[str, str]:
        links = self.soup.head.find_all("link", rel="alternate", hreflang=True)
        return {link["hreflang"]: urlsplit(link["href"]).path for link in links}

    @property
    def is_indexed(self) -> bool:
        robots = self.soup.head.find("meta", attrs={"name": "robots"})
        return not robots or "noindex" not in robots["content"]

    @property
    def switcher(self) -> dict[str, str | None]:
        """Each language with the address that it leads to, ``None`` for the current one."""
        choices = self.soup.select(".language-switcher [lang]")
        return {choice["lang"]: choice.get("href") for choice in choices}

    @property
    def links(self) -> set[str]:
        """Every address on this site that the page links to or loads."""
        found = set()
        for tag in self.soup.find_all(True):
            for name in ("href", "src"):
                if value := tag.get(name):
                    found.add(value)
            for part in (tag.get("srcset") or "").split(","):
                found |= set(part.split()[:1])
        return {link for link in found if link.startswith("/") and not link.startswith("//")}

    def language_of(self, element: Tag) -> str:
        """The language an element is in, as a screen reader finds out."""
        return next(node["lang"] for node in [element, *element.parents] if node.get("lang"))

    def _link(self, rel: str) -> str | None:
        link = self.soup.head.find("link", rel=rel)
        return link and urlsplit(link["href"]).path
