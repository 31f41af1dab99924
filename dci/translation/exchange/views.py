"""Files in the admin: asking for them, sending them back, looking at what they would change."""

from collections.abc import Iterator
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci import languages

from ..access import TranslatorsOnly
from ..desk.listing import desk_url
from ..roles import languages_of, may_translate
from . import exporting, uploads
from .comparing import Change, Comparison, LaneChanges, compare
from .formats import FORMATS
from .forms import ExportForm, ImportForm
from .receiving import ReceivedFile
from .taking import Outcome, take
from .units import Answer
from .warnings import Warnings

PER_PAGE = 100
SHOWN_AT_MOST = 50


def files_url() -> str:
    return reverse("translation:files")


class FilesPage(TranslatorsOnly, WagtailAdminTemplateMixin, TemplateView):
    """A page about files."""

    page_title = gettext_lazy("Files for translators")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": desk_url(), "label": _("Translations")},
            {"url": "", "label": self.page_title},
        ]


class FilesView(FilesPage):
    """The two forms. The desk and the lane lead here with ``ids``, the keys of lanes."""

    template_name = "translation/exchange.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """The desk's choice, which may be too long for an address."""
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs) -> dict:
        initial = {"language": self._language, "ids": self._ids}
        forms = {
            "export_form": ExportForm(self.request.user, initial=dict(initial)),
            "import_form": ImportForm(self.request.user, initial=dict(initial)),
        }
        return {**super().get_context_data(**kwargs), **forms, **kwargs}

    @property
    def _asked(self):
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @property
    def _ids(self) -> str:
        return ",".join([*self._asked.getlist("ids"), *self._asked.getlist("lane")])

    @property
    def _language(self) -> str:
        asked = self._asked.get("language", "")
        codes = languages_of(self.request.user)
        return asked if asked in codes else codes[0]


class ExportView(FilesView):
    """The file, or the archive of files, that somebody has asked for."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = request.POST.get("language", "")
        if asked in languages.TARGETS and not may_translate(request.user, asked):
            raise PermissionDenied
        form = ExportForm(request.user, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(export_form=form), status=422)
        lanes = form.lanes()
        chosen, only_open = FORMATS[form.cleaned_data["format"]], form.cleaned_data["only_open"]
        files = exporting.files(lanes, chosen, only_open=only_open)
        first = next(files, None)
        if first is None:
            messages.warning(request, _("There is nothing to translate in what you have chosen."))
            return self.render_to_response(self.get_context_data(export_form=form))
        if lanes.count() == 1:
            name, content = first
            name = name.rpartition("/")[2]
            return HttpResponse(content, **_as_file(name, chosen.content_type))
        rest = _in_language(chain([first], files), get_language())
        name = f"translations-{form.cleaned_data['language']}-{chosen.code}.zip"
        return StreamingHttpResponse(exporting.zipped(rest), **_as_file(name, "application/zip"))


def _as_file(name: str, content_type: str) -> dict:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "X-Content-Type-Options": "nosniff",
    }
    return {"content_type": content_type, "headers": headers}


def _in_language(items: Iterator, code: str) -> Iterator:
    """``items``, each made in the language of who asked: they are when the request is over."""
    while True:
        with override(code):
            item = next(items, None)
        if item is None:
            return
        yield item


class ImportView(FilesView):
    """Takes a file in, and keeps it until its sender has seen what it would change."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = request.POST.get("language", "")
        if asked in languages.TARGETS and not may_translate(request.user, asked):
            raise PermissionDenied
        form = ImportForm(request.user, request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(import_form=form), status=422)
        language = form.cleaned_data["language"]
        files = [_what_matters(file, language) for file in form.received]
        if not any(file.answers or file.error for file in files):
            messages.info(request, _("The file says what the site has already: nothing changes."))
            return redirect(files_url())
        key = uploads.keep(request.user, language, files)
        return redirect("translation:files_preview", key)


def _what_matters(file: ReceivedFile, language: str) -> ReceivedFile:
    """A file without the answers that change nothing."""
    found = compare(file.answers, language)
    kept = [*(change.answer for change in found.changes), *found.unknown]
    return ReceivedFile(file.name, file.language, kept, file.error)


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class PreviewView(FilesPage):
    """What a file would change, passage by passage; and then, what was chosen of it, changed.

    Not in one transaction: each lane is locked and written on its own, so that a large file does
    not keep everybody else waiting.
    """

    template_name = "translation/exchange_preview.html"
    page_title = gettext_lazy("What would change")

    def dispatch(self, request: HttpRequest, key: str) -> HttpResponse:
        kept = uploads.kept(request.user, key)
        if kept is None:
            text = _("This file is no longer kept. Send it once more to see what it would change.")
            messages.warning(request, text)
            return redirect(files_url())
        self.key = key
        self.language, self.files = kept
        if not may_translate(request.user, self.language):
            raise PermissionDenied
        return super().dispatch(request)

    @cached_property
    def answers(self) -> list[Answer]:
        return [answer for file in self.files for answer in file.answers]

    @cached_property
    def comparison(self) -> Comparison:
        return compare(self.answers, self.language)

    @cached_property
    def page(self) -> Page:
        pairs = [(one, change) for one in self.comparison.lanes for change in one.changes]
        return Paginator(pairs, PER_PAGE).get_page(self.request.GET.get("p"))

    def get_context_data(self, **kwargs) -> dict:
        changes = self.comparison.changes
        return {
            **super().get_context_data(**kwargs),
            "key": self.key,
            "language": self.language,
            "language_name": languages.name(self.language),
            "direction": languages.direction(self.language),
            "source": languages.SOURCE,
            "errors": [file for file in self.files if file.error],
            "unknown": self.comparison.unknown[:SHOWN_AT_MOST],
            "unknown_number": len(self.comparison.unknown),
            "lines": self._lines(),
            "page": self.page,
            "number": len(changes),
            "safe": sum(change.is_safe for change in changes),
            "conflicts": sum(change.is_conflict for change in changes),
        }

    def _lines(self) -> list[dict]:
        warnings = Warnings([change for _lane, change in self.page], self.language)
        return [_line(number, *pair, warnings) for number, pair in enumerate(self.page, start=1)]

    def post(self, request: HttpRequest) -> HttpResponse:
        if "discard" in request.POST:
            uploads.forget(request.user, self.key)
            messages.info(request, _("The file is put away; what it had more was not taken."))
            return redirect(files_url())
        outcome = self._take(is_all="all" in request.POST)
        self._tell(outcome)
        left = compare(self.answers, self.language).changes
        if left:
            return redirect("translation:files_preview", self.key)
        uploads.forget(request.user, self.key)
        is_one = len(outcome.lanes) == 1
        return (
            redirect("translation:lane", outcome.lanes[0].pk) if is_one else redirect(files_url())
        )

    def _take(self, *, is_all: bool) -> Outcome:
        if is_all:
            return take(self.answers, self.language, self.request.user, lambda one: one.is_safe)
        chosen = dict(
            value.split(" ", 1) for value in self.request.POST.getlist("take") if " " in value
        )
        answers = [answer for answer in self.answers if answer.id in chosen]
        user = self.request.user
        return take(answers, self.language, user, lambda one: chosen[one.answer.id] == one.seen)

    def _tell(self, outcome: Outcome) -> None:
        if outcome.taken:
            text = ngettext(
                "%(number)d passage was taken into the draft. Visitors do not see it yet.",
                "%(number)d passages were taken into drafts. Visitors do not see them yet.",
                outcome.taken,
            )
            messages.success(self.request, text % {"number": outcome.taken})
        elif not outcome.skipped:
            messages.info(self.request, _("No passage was chosen, so nothing was changed."))
        for one in outcome.skipped[:5]:
            text = _("Not taken, “%(text)s”: %(reason)s")
            messages.warning(
                self.request, text % {"text": one.text[:60] or one.title, "reason": one.reason}
            )
        if len(outcome.skipped) > 5:
            text = _("%(number)d more were not taken.") % {"number": len(outcome.skipped) - 5}
            messages.warning(self.request, text)


def _line(number: int, lane_changes: LaneChanges, change: Change, warnings: Warnings) -> dict:
    """What the template shows of a change."""
    lane = lane_changes.lane
    return {
        "number": number,
        "lane": lane,
        "change": change,
        "segment": change.segment,
        "heading": change.place.heading,
        "value": f"{change.answer.id} {change.seen}",
        "warnings": warnings.of(change),
    }
