"""Searching what has been translated before."""

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci import languages

from ..access import TranslatorsOnly
from ..marked_text import MarkedText
from ..models import Translation
from ..roles import languages_of
from . import memory

PER_PAGE = 50


class MemorySearch(forms.Form):
    """What is searched for, in which language."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data, codes: list[str]):
        super().__init__(data, label_suffix="")
        self.codes = codes
        self.fields["language"].choices = [(code, languages.name(code)) for code in codes]

    def asked(self) -> tuple[str, str]:
        """Words and language; the first language for one that is unknown or not the user's."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("language") or self.codes[0]


class MemoryView(TranslatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """Sources with their published translations, for those who translate into the language."""

    template_name = "translation/memory.html"
    page_title = _("Translation memory")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def form(self) -> MemorySearch:
        codes = languages_of(self.request.user)
        return MemorySearch(self.request.GET or {"language": codes[0]}, codes)

    def get_context_data(self, **kwargs) -> dict:
        words, language = self.form.asked()
        page = Paginator(memory.search(language, words), PER_PAGE).get_page(
            self.request.GET.get("p")
        )
        query = self.request.GET.copy()
        query.pop("p", None)
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "language": language,
            "direction": languages.direction(language),
            "source": languages.SOURCE,
            "page": page,
            "rows": self._rows(page),
            "query": query.urlencode(),
        }

    @staticmethod
    def _rows(page: Page) -> list[dict]:
        lanes = Translation.objects.filter(pk__in={entry.lane for entry in page})
        titles = dict(lanes.values_list("pk", "title"))
        return [
            {
                "source": entry.words,
                "target": MarkedText(entry.target, entry.is_html).plain,
                "lane": entry.lane,
                "title": titles.get(entry.lane, ""),
            }
            for entry in page
        ]
