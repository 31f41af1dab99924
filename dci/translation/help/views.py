"""What helps with one segment: suggestions, terms, findings. Nothing here writes a translation."""

from dataclasses import replace

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from dci import languages

from ..access import LaneAccessMixin, LaneGuestMixin
from ..alignment import Segment
from ..checks import Checker, Finding
from ..lane import drafts
from ..lane.lines import Line
from ..marked_text import MarkedText
from ..models import Translation
from ..places import Place, Places
from ..review.locks import refuse_if_locked
from . import machine, memory
from .memory_views import MemoryView

LONGEST_REASON = 500


class SegmentHelp:
    """The help with one segment of a lane, as its form shows it.

    ``typed`` is what its field holds, ``None`` if that is what is stored. Raises ``Http404`` for
    a path that the lane does not have.
    """

    def __init__(self, lane: Translation, path: str, typed: str | None = None):
        self.lane, self.typed = lane, typed
        self.segments = lane.get_segments()
        self.segment = next((one for one in self.segments if one.path == path), None)
        if self.segment is None:
            raise Http404

    @cached_property
    def target(self) -> str:
        """What is typed, as the lane's form would take it."""
        if self.typed is None:
            return self.segment.target
        # Where a text is too long the checks say so.
        line = Line(self.segment, 0, replace(self._place, max_length=None), self.lane.language)
        return line.field.to_python(self.typed)

    @cached_property
    def _place(self) -> Place:
        return Places(self.lane.owner()).of(self.segment.path)

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self.lane.language, [self.target])

    @cached_property
    def findings(self) -> list[Finding]:
        """All that the checks find, also what was dismissed."""
        return self._checker.findings(self.segment, self.target, self._place.max_length)

    @property
    def _suggestions(self) -> list[dict]:
        segment, lane = self.segment, self.lane
        found = memory.suggestions(
            segment.source,
            lane.language,
            is_html=segment.is_html,
            lane=lane.pk,
            without=self.target,
        )
        titles = dict(
            Translation.objects.filter(pk__in=[one.lane for one in found]).values_list(
                "pk", "title"
            )
        )
        return [
            {
                "suggestion": one,
                "words": MarkedText(one.target, segment.is_html).plain,
                "origin": _("this translation") if one.is_same_object else titles.get(one.lane, ""),
            }
            for one in found
        ]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The help as it stands below the segment."""
        segment, dismissed = self.segment, self.segment.dismissed
        words = MarkedText(segment.source, segment.is_html).plain
        context = {
            "lane": self.lane,
            "segment": segment,
            "language": self.lane.language,
            "direction": languages.direction(self.lane.language),
            "source": languages.SOURCE,
            "terms": self._checker.glossary.terms_in(words),
            "suggestions": self._suggestions,
            "findings": [one for one in self.findings if one.code not in dismissed],
            "dismissed": [
                (one, dismissed[one.code]) for one in self.findings if one.code in dismissed
            ],
            "has_machine": machine.provider() is not None,
        }
        return render(request, "translation/help.html", context)


class HelpView(LaneGuestMixin, View):
    """The help with the segment at ``path``: as it is stored, or with ``target`` typed in it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return SegmentHelp(self.stored.work, request.GET.get("path", "")).answer(request)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        path, typed = request.POST.get("path", ""), request.POST.get("target")
        return SegmentHelp(self.stored.work, path, typed).answer(request)


class DismissView(LaneAccessMixin, View):
    """Says that the finding ``code`` does not apply, and why; without a reason takes that back.

    Answers with the help as it is then. A finding that is no longer there is not dismissed.
    """

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        refuse_if_locked(self.lane, request.user)
        shown = SegmentHelp(self.lane, request.POST.get("path", ""), request.POST.get("target"))
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "").strip()
        if self._note(shown, code, reason[:LONGEST_REASON]):
            self._keep(shown.segments)
        return shown.answer(request)

    @staticmethod
    def _note(shown: SegmentHelp, code: str, reason: str) -> bool:
        """Whether that changes anything."""
        dismissed = shown.segment.dismissed
        if not reason:
            return dismissed.pop(code, None) is not None
        is_there = code in [finding.code for finding in shown.findings]
        if is_there:
            dismissed[code] = reason
        return is_there

    def _keep(self, segments: list[Segment]) -> None:
        """In the draft; in the lane itself where there is none, for nothing public changes."""
        self.lane.set_segments(segments)
        if self.lane.has_unpublished_changes:
            drafts.keep(self.lane, self.request.user)
        else:
            Translation.objects.filter(pk=self.lane.pk).update(segments=self.lane.segments)


class MachineView(LaneGuestMixin, View):
    """What the translation service makes of the segment at ``path``."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        segment = SegmentHelp(self.stored.work, request.POST.get("path", "")).segment
        context = {
            "segment": segment,
            "language": self.language,
            "direction": languages.direction(self.language),
        }
        try:
            text = machine.suggestion(
                segment.source, languages.SOURCE, self.language, is_html=segment.is_html
            )
        except machine.NoTranslation as refusal:
            context["refusal"] = str(refusal)
        else:
            words = MarkedText(text, segment.is_html).plain
            context |= {"text": text, "words": words}
        return render(request, "translation/help_machine.html", context)


urls = [
    path("memory/", MemoryView.as_view(), name="memory"),
    path("<int:pk>/help/", HelpView.as_view(), name="help"),
    path("<int:pk>/dismiss/", DismissView.as_view(), name="dismiss"),
    path(
        "<int:pk>/machine/",
        # The service may take its time, in which no transaction must stay open.
        transaction.non_atomic_requests(MachineView.as_view()),
        name="machine",
    ),
]
