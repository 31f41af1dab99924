"""What the lane's script asks while somebody types: keep this, show that in the editor."""

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from ..access import LaneAccessMixin, LaneGuestMixin
from ..alignment import VALID
from ..inline_rich_text import editor_state
from ..models import Translation
from ..places import Places
from ..review import locks
from . import drafts, presence
from .form import LaneForm
from .lines import Line
from .own_values import OwnValue, name_all, own_values


class SegmentView(LaneAccessMixin, View):
    """Keeps some segments, the address, or a language's own link, as one types.

    Takes fields of the lane's form, ``target:<path>`` with ``base:<path>`` and perhaps
    ``valid:<path>``, ``slug``, ``own:<path>``, and follows the form's rules. Answers JSON: 409
    with the other's text where somebody else has written meanwhile, 422 where a text can't be
    taken, 423 in a locked lane; then nothing is kept.
    """

    def load(self) -> None:
        """The lane as it was when it was opened: a source that has moved on makes itself known."""
        self.object = self.stored.owner()
        self.lane = Translation.objects.get(pk=self.stored.pk).work

    @cached_property
    def form(self) -> LaneForm:
        return LaneForm(self.lane, self.object, self.request.POST, self.request.user)

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        if lock := locks.lock_for(self.lane, request.user):
            return JsonResponse({"message": locks.words(lock, request.user)}, status=423)
        if not self.form.is_valid():
            status = 409 if self.form.has_conflicts else 422
            return JsonResponse(self._answer(), status=status)
        if self.form.apply():
            drafts.keep(self.lane, request.user)
        return JsonResponse(self._answer() | {"lost": self.form.lost()})

    def _answer(self) -> dict:
        segments = self.lane.get_segments()
        left = [segment for segment in segments if segment.state != VALID]
        return {
            "time": time_format(timezone.localtime(), "H:i"),
            "segments": {line.segment.path: self._state_of(line) for line in self.form.posted},
            "slug": self.lane.slug,
            "own": {value.path: self._own(value) for value in self.form.posted_values},
            "errors": {name: list(texts) for name, texts in self.form.errors.items()},
            "left": {"passages": len(left), "words": sum(one.words for one in left)},
        }

    def _state_of(self, line: Line) -> dict:
        if self.form.is_valid():
            line = Line(line.segment, line.number, line.place, line.language)
        state = {"base": line.base, "state": line.segment.state}
        return state | {"theirs": line.stored} if line.is_conflict else state

    def _own(self, value: OwnValue) -> dict:
        """What the script shows of a value that the language may have its own of."""
        own = self.lane.overrides.get(value.path)
        value = OwnValue(value.value, value.number, value.place, own)
        name_all([value])
        shown = {"base": value.base, "is_own": value.is_own, "title": value.own_title}
        return shown | {"theirs": value.own} if self.form.has_conflicts else shown


class ChooserView(LaneAccessMixin, View):
    """A chooser for the language's own value at ``path``."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        for value in own_values(self.lane, self.object, Places(self.object)):
            if value.path == request.GET.get("path") and not value.is_address:
                return JsonResponse(value.chooser())
        raise Http404


class EditorView(LaneGuestMixin, View):
    """What the editor starts with: texts (``html``) as Draftail has them.

    Or the ``source`` of a passage, as it is stored.
    """

    MOST = 50

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        if path := request.POST.get("source"):
            return JsonResponse({"source": self._source(path)})
        texts = request.POST.getlist("html")[: self.MOST]
        return JsonResponse({"states": [editor_state(text) for text in texts]})

    def _source(self, path: str) -> str:
        for segment in self.stored.work.get_segments():
            if segment.path == path:
                return segment.source
        raise Http404


class PresenceView(LaneGuestMixin, View):
    """Told by each open tab, again and again, that it is there; answers who else is."""

    def post(self, request: HttpRequest, pk: int) -> JsonResponse:
        tab = request.POST.get("tab", "")[:64]
        if "left" in request.POST:
            presence.leave(pk, tab)
            return JsonResponse({"others": []})
        others = presence.note(pk, request.user, tab)
        people = {one.user_id: one for one in reversed(others)}  # each once, since the first tab
        first = sorted(people.values(), key=lambda one: one.since)
        return JsonResponse({"others": [self._sentence(one) for one in first]})

    def _sentence(self, other: presence.Presence) -> str:
        time = time_format(timezone.localtime(other.since), "H:i")
        if other.user_id == self.request.user.pk:
            return _("You have this open in another tab since %(time)s.") % {"time": time}
        return _("%(name)s has had this open since %(time)s.") % {"name": other.name, "time": time}
