"""One object, one language: source and target side by side."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci import languages

from . import lanes
from .alignment import VALID
from .desk import lane_url
from .headings import heading_of
from .lane_form import LaneForm
from .models import Translation, Unanswered, owner_lock
from .roles import may_publish, may_translate


class LaneView(WagtailAdminTemplateMixin, TemplateView):
    """Translating: save a draft, publish, withdraw."""

    template_name = "translation/lane.html"
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.stored = get_object_or_404(Translation, pk=pk)
        self.object = self.stored.content_object
        if not may_translate(request.user, self.stored.language):
            raise PermissionDenied
        with owner_lock(self.object):
            self.lane = lanes.lane(self.object, self.stored.language)
            return super().dispatch(request, pk)

    @property
    def language(self) -> str:
        return self.stored.language

    @cached_property
    def form(self) -> LaneForm:
        data = self.request.POST if self.request.method == "POST" else None
        return LaneForm(self.lane, data)

    # -- what is shown --------------------------------------------------------------------

    def get_page_title(self) -> str:
        return languages.name(self.language)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation:desk"), "label": _("Translations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        specific = self.stored.owner()
        lines = self.form.bound_lines()
        for line in lines:
            line["heading"] = heading_of(specific, line["segment"].path)
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "lines": lines,
            "lane": self.lane,
            "language": self.language,
            "language_name": languages.name(self.language),
            "direction": languages.direction(self.language),
            "source": languages.SOURCE,
            "source_name": languages.name(languages.SOURCE),
            "is_page": hasattr(specific, "url_path"),
            "may_publish": may_publish(self.request.user, self.language),
            "is_live": self.stored.live,
            "unanswered": self.lane.unanswered,
            "first_unanswered": self._first_unanswered,
            "media": self.form.media,
        }

    @property
    def _first_unanswered(self) -> int | None:
        """The number of the first segment without a valid translation."""
        lines = self.form.lines
        return next((line.number for line in lines if line.segment.state != VALID), None)

    # -- what is done ---------------------------------------------------------------------

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "withdraw" in request.POST:
            return self._withdraw()
        if not self.form.is_valid():
            messages.error(request, _("Not saved: please look at the marked passages."))
            return self.render_to_response(self.get_context_data(), status=409)
        lost = self.form.lost()
        self.form.apply()
        self.lane.save_revision(user=request.user, clean=False)
        self.lane.take_stock()
        for text in lost:
            messages.warning(
                request,
                _("The passage of this translation is no longer in the source: “%(text)s”")
                % {"text": text},
            )
        return self._publish() if "publish" in request.POST else self._saved()

    def _saved(self) -> HttpResponse:
        messages.success(
            self.request, _("The draft was saved. Visitors see it once it is published.")
        )
        return redirect(lane_url(self.stored))

    def _publish(self) -> HttpResponse:
        if not may_publish(self.request.user, self.language):
            raise PermissionDenied
        try:
            lanes.publish(self.object, self.language, user=self.request.user)
        except Unanswered as refusal:
            number = len(refusal.segments)
            text = ngettext(
                "Saved, but not published: %(number)d passage has no valid translation yet.",
                "Saved, but not published: %(number)d passages have no valid translation yet.",
                number,
            )
            messages.error(self.request, text % {"number": number})
            return redirect(f"{lane_url(self.stored)}#segment-{self._first_unanswered}")
        except ValidationError as refusal:
            messages.error(
                self.request, " ".join([_("Saved, but not published:"), *refusal.messages])
            )
            return redirect(lane_url(self.stored))
        messages.success(
            self.request,
            _("Published in %(language)s.") % {"language": languages.name(self.language)},
        )
        return redirect(lane_url(self.stored))

    def _withdraw(self) -> HttpResponse:
        if not may_publish(self.request.user, self.language):
            raise PermissionDenied
        lanes.withdraw(self.object, self.language, user=self.request.user)
        messages.success(self.request, _("Taken off the site. The translation is kept here."))
        return redirect(lane_url(self.stored))
