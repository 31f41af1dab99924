"""The translators' guide in the admin, from the same files that one reads in the project.

Its pictures lie beside it, and both are shown to those who translate into some language.
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


class AdminAddresses(Treeprocessor):
    """Lets pictures and links to the other guides lead to their places in the admin."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "img":
                    parent[place] = self._whole_picture(child)
        for link in root.iter("a"):
            for code, name in FILES.items():
                if link.get("href") == name:
                    link.set("href", guide_url(code))
                    link.set("lang", code)
        for table in root.iter("table"):
            table.set("class", "listing")

    @staticmethod
    def _whole_picture(image: Element) -> Element:
        """A picture that leads to itself: the column is narrower than the screen it shows."""
        name = image.get("src").removeprefix("pictures/")
        image.set("src", reverse("translation:guide_picture", args=[name]))
        image.set("loading", "lazy")
        link = Element("a", {"href": image.get("src"), "class": "guide-picture"})
        link.append(image)
        return link


def guide_url(code: str) -> str:
    return f"{reverse('translation:guide')}?language={code}"


def guide(code: str) -> Guide:
    """The guide in the language ``code``. Raises ``Http404`` where the site came without it."""
    file = FOLDER / FILES[code]
    if not file.is_file():
        raise Http404
    return _made(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=len(FILES))
def _made(file: Path, changed: int) -> Guide:
    """The guide in ``file``, made again when that has ``changed``."""
    contents = TocExtension(slugify=slugify_unicode, toc_depth="2-3")
    maker = markdown.Markdown(extensions=["tables", contents], output_format="html")
    # The guides hold none; what looks like a tag in them is shown as it is written.
    maker.preprocessors.deregister("html_block")
    maker.inlinePatterns.deregister("html")
    maker.treeprocessors.register(AdminAddresses(maker), "admin_addresses", 0)
    title, _line, text = file.read_text(encoding="utf-8").removeprefix("# ").partition("\n")
    html = maker.convert(text)
    return Guide(title, SafeString(html), maker.toc_tokens)


class GuideView(TranslatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """The guide in the language of the admin, or in the ``language`` that is asked for."""

    template_name = "translation/guide.html"
    header_icon = "help"

    @cached_property
    def code(self) -> str:
        wanted = self.request.GET.get("language"), (get_language() or AT_FIRST).partition("-")[0]
        return next((code for code in wanted if code in FILES), AT_FIRST)

    @cached_property
    def guide(self) -> Guide:
        return guide(self.code)

    def get_page_title(self) -> str:
        return self.guide.title

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation:desk"), "label": _("Translations")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "guide": self.guide, "language": self.code}


class PictureView(TranslatorsOnly, View):
    """A picture of the guide, by its path below the folder of pictures."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        known = {str(file.relative_to(PICTURES)): file for file in PICTURES.rglob("*.webp")}
        if name not in known:
            raise Http404
        headers = {"Cache-Control": "private, max-age=3600"}
        picture = known[name].read_bytes()
        return HttpResponse(picture, content_type="image/webp", headers=headers)


urls = [
    path("guide/", GuideView.as_view(), name="guide"),
    path("guide/pictures/<path:name>", PictureView.as_view(), name="guide_picture"),
]
