"""The history of a lane in the admin. Versions of other lanes, however guessed, are not found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision

from dci import languages

from ..access import LaneAccessMixin
from ..desk import lane_url
from ..primary_keys import key_in
from . import history, locks


class VersionsMixin(LaneAccessMixin):
    """A lane's own versions."""

    def version(self, text: str | None) -> Revision:
        """The version with the key ``text``, or the public one for "live". Raises ``Http404``."""
        key = self.stored.live_revision_id if text == "live" else key_in(text or "")
        revision = self.stored.revisions.filter(pk=key).select_related("user").first()
        if revision is None:
            raise Http404
        return revision


class HistoryPage(VersionsMixin, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "history"

    def get_page_subtitle(self) -> str:
        return f"{self.object} – {languages.name(self.language)}"

    def get_breadcrumbs_items(self) -> list[dict]:
        lane = self.get_page_subtitle()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation:desk"), "label": _("Translations")},
            {"url": lane_url(self.stored), "label": lane},
            {"url": "", "label": self.page_title, "sublabel": lane},
        ]

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "lane": self.lane,
            "language": self.language,
            "direction": languages.direction(self.language),
            "source": languages.SOURCE,
            "lane_url": lane_url(self.stored),
            "is_locked": bool(locks.lock_for(self.lane, self.request.user)),
        }


class LaneHistory(HistoryPage):
    """All versions, two of which can be chosen to be compared."""

    template_name = "translation/history.html"
    page_title = gettext_lazy("History")

    def get_context_data(self, **kwargs) -> dict:
        page = history.versions(self.stored, self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "page": page, "versions": page.object_list}


class LaneComparison(HistoryPage):
    """What two versions, ``from`` and ``to``, translate differently."""

    template_name = "translation/history_comparison.html"
    page_title = gettext_lazy("Comparison")

    def get_context_data(self, **kwargs) -> dict:
        asked = self.request.GET
        pair = [self.version(asked.get("from")), self.version(asked.get("to"))]
        old, new = sorted(pair, key=lambda revision: (revision.created_at, revision.pk))
        differences = history.differences(self.stored, old.as_object(), new.as_object())
        return {
            **super().get_context_data(**kwargs),
            "old": old,
            "new": new,
            "differences": list(differences),
        }


class LaneRestore(VersionsMixin, View):
    """Back to an earlier version."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        revision = self.version(request.POST.get("version"))
        try:
            history.restore(self.stored, revision, request.user)
        except locks.Locked as refusal:
            messages.error(request, str(refusal))
        else:
            text = _("This is the earlier version, as a draft. The one before is in the history.")
            messages.success(request, text)
        return redirect(lane_url(self.stored))


def from_wagtail(request: HttpRequest, pk: int, old: str, new: int) -> HttpResponse:
    """From Wagtail's dashboard to the comparison."""
    return redirect(f"{reverse('translation:comparison', args=[pk])}?from={old}&to={new}")


urls = [
    path("<int:pk>/history/", LaneHistory.as_view(), name="history"),
    path("<int:pk>/history/comparison/", LaneComparison.as_view(), name="comparison"),
    path("<int:pk>/history/restore/", LaneRestore.as_view(), name="restore"),
    path("<int:pk>/history/<slug:old>/<int:new>/", from_wagtail, name="revisions_compare"),
]
