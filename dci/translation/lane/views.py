"""One object, one language: source and target side by side."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.locks import BaseLock
from wagtail.models import PreviewableMixin

from dci import languages

from .. import lanes
from ..access import LaneAccessMixin
from ..alignment import VALID, Segment
from ..desk import lane_url
from ..inline_rich_text import editor
from ..models import Translation, Unanswered
from ..review import actions as review_actions
from ..review import comment_views, locks, telling
from ..rich_text import plain
from ..roles import may_publish
from . import drafts, own_values
from .form import LaneForm
from .keys import keys
from .passage_marks import with_elements
from .preview import with_draft
from .special_characters import special_characters


class LaneView(LaneAccessMixin, WagtailAdminTemplateMixin, TemplateView):
    """Translating: save a draft, publish, withdraw."""

    template_name = "translation/lane.html"
    header_icon = "globe"

    @cached_property
    def form(self) -> LaneForm:
        data = self.request.POST if self.request.method == "POST" else None
        return LaneForm(self.lane, self.object, data, self.request.user)

    @property
    def may_publish(self) -> bool:
        return may_publish(self.request.user, self.language)

    # -- what is shown --------------------------------------------------------------------

    def get_page_title(self) -> str:
        return languages.name(self.language)

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_header_title(self) -> str:
        """What the browser's tab is called: the object first, which tells it from others."""
        return f"{self.object} – {languages.name(self.language)}"

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("translation:desk"), "label": _("Translations")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs) -> dict:
        return {
            **super().get_context_data(**kwargs),
            "form": self.form,
            "suggested_slug": self.form.suggested_slug,
            "groups": self.form.groups,
            "lines": self.form.lines,
            "retired": self._retired,
            "done": len(self.form.lines) - len(self.lane.unanswered),
            "words_left": sum(segment.words for segment in self.lane.unanswered),
            "characters": special_characters(self.language),
            "keys": keys(self.request),
            "lane": self.lane,
            "language": self.language,
            "language_name": languages.name(self.language),
            "direction": languages.direction(self.language),
            "source": languages.SOURCE,
            "has_address": self.object.own_slug(self.language) is not None,
            "has_preview": isinstance(self.object, PreviewableMixin),
            "may_publish": self.may_publish,
            "is_live": self.lane.live,
            "unanswered": self.lane.unanswered,
            "first_unanswered": self._first_unanswered,
            "media": editor().media + own_values.media(self.form.own_values),
            "help_url": reverse("translation:help", args=[self.stored.pk]),
            "editor_options": editor().options,
            **review_actions.panel(self.lane, self.request.user),
            **comment_views.beside(self.stored, self.form.lines),
        }

    @property
    def _retired(self) -> list[Segment]:
        """Answered passages that the source no longer has, as plain words."""
        return [
            replace(one, source=plain(one.source), target=plain(one.target)) if one.is_html else one
            for one in (Segment(**segment) for segment in self.lane.retired)
        ]

    @property
    def _first_unanswered(self) -> int | None:
        """The number of the first segment without a valid translation."""
        lines = self.form.lines
        return next((line.number for line in lines if line.segment.state != VALID), None)

    # -- what is done ---------------------------------------------------------------------

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save what was typed, whichever button was pressed."""
        if {"publish", "withdraw"} & request.POST.keys() and not self.may_publish:
            raise PermissionDenied
        if lock := locks.lock_for(self.lane, request.user):
            return self._refuse_locked(lock)
        if "withdraw" in request.POST:
            self._withdraw()
        if not self.form.is_valid():
            return self._refuse()
        is_changed = self._save()
        if answer := review_actions.after_saving(request, self.lane):
            return answer
        if "publish" in request.POST:
            return self._publish()
        if is_changed:
            text = _("The draft was saved. Visitors see it once it is published.")
            messages.success(request, text)
        elif "withdraw" not in request.POST:
            messages.info(request, _("Nothing was changed, so there was nothing to save."))
        return redirect(lane_url(self.stored))

    def _refuse(self) -> HttpResponse:
        messages.error(self.request, _("Not saved: please look at the marked passages."))
        status = 409 if self.form.has_conflicts else 200
        return self.render_to_response(self.get_context_data(), status=status)

    def _refuse_locked(self, lock: BaseLock) -> HttpResponse:
        """Show what was typed: it is not saved, and not lost either."""
        text = _("Not saved: copy what you have written, if you still need it.")
        messages.error(self.request, f"{locks.words(lock, self.request.user)} {text}")
        self.form.is_valid()
        return self.render_to_response(self.get_context_data(), status=423)

    def _save(self) -> bool:
        """Keep the draft, if anything in it was changed."""
        for text in self.form.lost():
            message = _("The passage of this translation is no longer in the source: “%(text)s”")
            messages.warning(self.request, message % {"text": text})
        is_changed = self.form.apply()
        if is_changed:
            drafts.keep(self.lane, self.request.user)
        return is_changed

    def _publish(self) -> HttpResponse:
        url = lane_url(self.stored)
        try:
            lanes.publish(self.object, self.language, user=self.request.user)
        except Unanswered as refusal:
            number = len(refusal.segments)
            text = ngettext(
                "Saved, but not published: %(number)d passage has no valid translation yet.",
                "Saved, but not published: %(number)d passages have no valid translation yet.",
                number,
            )
            kept = Translation.objects.get(pk=self.stored.pk)
            jumps = telling.jumps_to(kept, refusal.segments)
            messages.error(self.request, text % {"number": number}, buttons=jumps)
            return redirect(url)  # to its top, where these links stand
        except ValidationError as refusal:
            text = " ".join([_("Saved, but not published:"), *refusal.messages])
            messages.error(self.request, text)
            return redirect(url)
        text = _("Published in %(language)s.") % {"language": languages.name(self.language)}
        messages.success(self.request, text)
        telling.tell_findings(self.request, Translation.objects.get(pk=self.stored.pk))
        return redirect(url)

    def _withdraw(self) -> None:
        lanes.withdraw(self.object, self.language, user=self.request.user)
        self.lane = lanes.lane(self.object, self.language)
        messages.success(self.request, _("Taken off the site. The translation is kept here."))


class LanePreview(LaneAccessMixin, View):
    """The page in the language of the lane, with the draft as it was saved.

    Beside the lane it is asked for with ``?passages``, and says of each text which segment it is.
    Like all of the admin it is kept by no cache.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not isinstance(self.object, PreviewableMixin):
            raise Http404
        is_beside = "passages" in request.GET
        page = with_draft(self.object, self.lane, has_passages_marked=is_beside)
        response = page.make_preview_request(request, self.language)
        response["X-Robots-Tag"] = "noindex"
        if is_beside:
            response["X-Frame-Options"] = "SAMEORIGIN"
            response.content = with_elements(response.content.decode())
            del response["Content-Length"]
        return response
