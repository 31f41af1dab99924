"""The desk's own page, its files, and the assigning of lanes."""

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci import languages

from ..access import TranslatorsOnly
from ..models import Translation
from ..primary_keys import key_in, keys_in
from ..roles import languages_of, may_publish
from . import people
from .assignment import Outcome, assign
from .export import FORMATS, lines
from .filters import ME, NOBODY, OF_LANES, DeskFilter
from .listing import desk_url, objects
from .rows import Row, rows
from .totals import Total, totals

PER_PAGE = 50
MOST_AT_ONCE = 500


class DeskList(TranslatorsOnly):
    """The list as it is asked for."""

    @cached_property
    def filter(self) -> DeskFilter:
        return DeskFilter(self.request.GET, self.request.user)

    @cached_property
    def objects(self):
        """The objects of the lanes that are asked for, in order."""
        return objects(self.filter.lanes(), self.filter.sorting)


class DeskView(DeskList, WagtailAdminTemplateMixin, TemplateView):
    """The table of all objects by language, those that need most first."""

    template_name = "translation/desk.html"
    page_title = gettext_lazy("Translations")
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "filter": self.filter,
            "source": languages.SOURCE,
            "languages": [(code, languages.name(code)) for code in languages.TARGETS],
            "open_languages": languages_of(self.request.user),
            "page": self.page,
            "rows": self.rows,
            "totals": self.totals,
            "people": assignable(self.request.user),
            "formats": FORMATS,
        }

    @cached_property
    def page(self) -> Page:
        return Paginator(self.objects, PER_PAGE).get_page(self.request.GET.get("p"))

    @cached_property
    def rows(self) -> list[Row]:
        return rows(self.page, self.request.user)

    @cached_property
    def totals(self) -> list[Total]:
        """Of what is asked for, but in all languages and states: their bars are side by side."""
        return totals(self.filter.lanes(but=OF_LANES))


class DeskExport(DeskList, View):
    """All lanes that are asked for, without pages, as a file."""

    def get(self, request: HttpRequest, extension: str) -> HttpResponse:
        if extension not in FORMATS:
            raise Http404
        listed = rows(self.objects, request.user, self.filter.lanes())
        file = FORMATS[extension]
        return HttpResponse(
            file.write(lines(listed)),
            content_type=file.content_type,
            headers={"Content-Disposition": f'attachment; filename="translations.{extension}"'},
        )


def assignable(user, codes: list[str] = languages.TARGETS) -> list[tuple[str, str]]:
    """Whom ``user``, as a reviewer, may assign lanes of these languages to; else nobody."""
    codes = [code for code in codes if may_publish(user, code)]
    return people.choices(people.translators(*codes)) if codes else []


class AssignView(TranslatorsOnly, View):
    """Takes, assigns and gives back lanes, from the desk and from the lane's own page.

    Posted are ``lane`` (primary keys), ``to`` (``me``, ``nobody`` or a person's primary key) and
    where to go ``next``.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = keys_in(request.POST.getlist("lane"))
        if len(keys) > MOST_AT_ONCE:
            return HttpResponseBadRequest()
        if not keys:
            messages.warning(request, _("Choose at least one translation."))
        else:
            self._tell(assign(keys, self._person(), request.user))
        return redirect(get_valid_next_url_from_request(request) or desk_url())

    def _person(self):
        """Who is meant, ``None`` for nobody. Raises ``Http404`` for somebody who is not there."""
        to = self.request.POST.get("to", "")
        if to in (ME, NOBODY):
            return self.request.user if to == ME else None
        active = get_user_model()._default_manager.filter(is_active=True)
        person = active.filter(pk=key_in(to)).first()
        if person is None:
            raise Http404
        return person

    def _tell(self, outcome: Outcome) -> None:
        number = len(outcome.changed)
        done = ngettext(
            "%(number)d translation has changed hands.",
            "%(number)d translations have changed hands.",
            number,
        )
        if number:
            messages.success(self.request, done % {"number": number})
        if outcome.taken:
            text = _("Somebody else sees to it already: %(titles)s. A reviewer can change that.")
            messages.warning(self.request, text % {"titles": titles(outcome.taken)})
        if outcome.foreign:
            text = _("Not assigned, because it is not this person’s language: %(titles)s.")
            messages.warning(self.request, text % {"titles": titles(outcome.foreign)})
        if not (number or outcome.taken or outcome.foreign):
            messages.info(self.request, _("Nothing was changed: it was so already."))


def titles(lanes: list[Translation]) -> str:
    """The lanes in words: "About us (français) and Projects (español)"."""
    named = [f"{lane.title} ({languages.name(lane.language)})" for lane in lanes]
    return capfirst(get_text_list(named, _("and")))
