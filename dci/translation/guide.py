"""The guides in the admin, from the same files that one reads in the project.

A guide is a file a language in docs/, with its pictures beside it. The translators' guide is here;
that of the editors is made from the same parts (``dci.editing.guide``).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import markdown
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .access import TranslatorsOnly

FOLDER = settings.BASE_DIR / "docs"
PICTURES = FOLDER / "pictures"
FILES = {"en": "translating.md", "fr": "traduire.md", "es": "traducir.md"}
AT_FIRST = "en"


@dataclass(frozen=True)
class Guide:
    """The guide in one language, as HTML, and the headings that lead into it."""

    title: str
    text: SafeString
    contents: list[dict]  # id, name and children of each part


@dataclass(frozen=True)
class Guides:
    """The same guide in each language: its files by code, and the names of its addresses."""

    files: dict[str, str]
    view: str
    picture: str
    neighbours: tuple["Guides", ...] = ()  # to which its texts lead

    def url(self, code: str) -> str:
        return f"{reverse(self.view)}?language={code}"

    def places(self) -> dict[str, tuple[str, str]]:
        """Code and address in the admin, by name of file."""
        return {
            name: (code, guides.url(code))
            for guides in (self, *self.neighbours)
            for code, name in guides.files.items()
        }

    def read(self, code: str) -> Guide:
        """The guide in the language ``code``. Raises ``Http404`` where the site came without it."""
        file = FOLDER / self.files[code]
        if not file.is_file():
            raise Http404
        return _made(self, file, file.stat().st_mtime_ns)

    def __hash__(self) -> int:
        return hash(self.view)


TRANSLATORS = Guides(FILES, "translation:guide", "translation:guide_picture")


class AdminAddresses(Treeprocessor):
    """Lets pictures and links to the guides lead to their places in the admin."""

    def __init__(self, maker: markdown.Markdown, guides: Guides):
        super().__init__(maker)
        self.guides = guides

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "img":
                    parent[place] = self._whole_picture(child)
        places = self.guides.places()
        for link in root.iter("a"):
            if link.get("href") in places:
                code, url = places[link.get("href")]
                link.set("href", url)
                link.set("lang", code)
        for table in root.iter("table"):
            table.set("class", "listing")

    def _whole_picture(self, image: Element) -> Element:
        """A picture that leads to itself: the column is narrower than the screen it shows."""
        name = image.get("src").removeprefix("pictures/")
        image.set("src", reverse(self.guides.picture, args=[name]))
        image.set("loading", "lazy")
        link = Element("a", {"href": image.get("src"), "class": "guide-picture"})
        link.append(image)
        return link


@lru_cache(maxsize=16)
def _made(guides: Guides, file: Path, changed: int) -> Guide:
    """The guide in ``file``, made again when that has ``changed``."""
    contents = TocExtension(slugify=slugify_unicode, toc_depth="2-3")
    maker = markdown.Markdown(extensions=["tables", contents], output_format="html")
    # The guides hold none; what looks like a tag in them is shown as it is written.
    maker.preprocessors.deregister("html_block")
    maker.inlinePatterns.deregister("html")
    maker.treeprocessors.register(AdminAddresses(maker, guides), "admin_addresses", 0)
    title, _line, text = file.read_text(encoding="utf-8").removeprefix("# ").partition("\n")
    html = maker.convert(text)
    return Guide(title, SafeString(html), maker.toc_tokens)


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """A guide in the language of the admin, or in the ``language`` that is asked for."""

    template_name = "translation/guide.html"
    header_icon = "help"
    guides = TRANSLATORS

    @cached_property
    def code(self) -> str:
        wanted = self.request.GET.get("language"), (get_language() or AT_FIRST).partition("-")[0]
        return next((code for code in wanted if code in self.guides.files), AT_FIRST)

    @cached_property
    def guide(self) -> Guide:
        return self.guides.read(self.code)

    def get_page_title(self) -> str:
        return self.guide.title

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "guide": self.guide, "language": self.code}


class PictureView(View):
    """A picture of a guide, by its path below the folder of pictures."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        known = {str(file.relative_to(PICTURES)): file for file in PICTURES.rglob("*.webp")}
        if name not in known:
            raise Http404
        headers = {"Cache-Control": "private, max-age=3600"}
        picture = known[name].read_bytes()
        return HttpResponse(picture, content_type="image/webp", headers=headers)


class TranslatorsGuideView(TranslatorsOnly, GuideView):
    def get_breadcrumbs_items(self) -> list[dict]:
        *before, here = super().get_breadcrumbs_items()
        return [*before, {"url": reverse("translation:desk"), "label": _("Translations")}, here]


class TranslatorsPictureView(TranslatorsOnly, PictureView):
    pass


urls = [
    path("guide/", TranslatorsGuideView.as_view(), name="guide"),
    path("guide/pictures/<path:name>", TranslatorsPictureView.as_view(), name="guide_picture"),
]
