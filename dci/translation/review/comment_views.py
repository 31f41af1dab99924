"""What is said of one segment: read, answer, resolve. For translators and the source's editors."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from dci import languages

from ..desk import lane_url
from ..models import Comment, Translation
from ..places import Places
from ..roles import may_translate
from . import comments


def comments_url(lane: Translation, segment_path: str) -> str:
    """Where a segment is talked about."""
    url = reverse("translation:comments", args=[lane.pk])
    return f"{url}?{urlencode({'path': segment_path})}"


def beside(lane: Translation, lines: list) -> dict:
    """What a lane's page says of comments; each of its lines gets its own as ``comments``."""
    open_ones = comments.open_of(lane)
    for line in lines:
        line.comments = open_ones.get(line.segment.path, ())
    return {
        "comments_url": reverse("translation:comments", args=[lane.pk]),
        "comment_label": _("Comment"),
    }


class CommentForm(forms.ModelForm):
    class Meta:
        model = Comment
        fields = ["text", "audience"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), "audience": forms.RadioSelect}

    def __init__(self, data, audiences: list[str], audience: str):
        super().__init__(data, initial={"audience": audience})
        names = dict(Comment.Audience.choices)
        self.fields["audience"].choices = [(one, names[one]) for one in reversed(audiences)]
        if len(audiences) == 1:
            self.fields["audience"].widget = forms.HiddenInput()


class SegmentComments(WagtailAdminTemplateMixin, TemplateView):
    """The comments of the segment at ``path``. POST adds one, or resolves ``resolve``."""

    template_name = "translation/comments.html"
    page_title = gettext_lazy("Comments")
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.lane = get_object_or_404(Translation, pk=pk)
        self.audiences = comments.audiences(request.user, self.lane)
        if not self.audiences:
            raise PermissionDenied
        self.path = request.GET.get("path", "")
        self.is_translator = may_translate(request.user, self.lane.language)
        if not self.said and not (self.is_translator and self.segment):
            raise Http404  # an author sees what was said to them, and no more of the lane
        return super().dispatch(request, pk)

    @cached_property
    def segment(self):
        segments = self.lane.work.get_segments()
        return next((one for one in segments if one.path == self.path), None)

    @cached_property
    def said(self) -> list[Comment]:
        return comments.of_segment(self.lane, self.path, self.audiences)

    def form(self, data) -> CommentForm:
        """The form of a comment, which answers the last one where there is one."""
        asked = [comment.audience for comment in self.said if not comment.resolved_at]
        return CommentForm(data, self.audiences, [self.audiences[-1], *asked][-1])

    def get_page_subtitle(self) -> str:
        return f"{self.lane.owner()} – {languages.name(self.lane.language)}"

    def get_breadcrumbs_items(self) -> list[dict]:
        crumb = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, crumb]

    def get_context_data(self, **kwargs) -> dict:
        obj = self.lane.owner()
        return {
            **super().get_context_data(**kwargs),
            "form": self.form(None),
            "segment": self.segment,
            "has_target": self.is_translator,
            "heading": Places(obj).of(self.path).heading,
            "source": languages.SOURCE,
            "language": self.lane.language,
            "direction": languages.direction(self.lane.language),
            "open": [comment for comment in self.said if not comment.resolved_at],
            "resolved": [comment for comment in self.said if comment.resolved_at],
            "lane_url": self._lane_url,
            "source_url": AdminURLFinder(self.request.user).get_edit_url(obj),
            **kwargs,
        }

    @property
    def _lane_url(self) -> str:
        """The segment in its lane, for those who may open it."""
        if not self.is_translator:
            return ""
        paths = [one.path for one in self.lane.work.get_segments()]
        jump = f"#segment-{paths.index(self.path) + 1}" if self.path in paths else ""
        return f"{lane_url(self.lane)}{jump}"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if "resolve" in request.POST:
            self._resolve(request.POST["resolve"])
            return self._back()
        form = self.form(request.POST)
        if not form.is_valid():
            messages.error(request, _("The comment was not saved."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        text, audience = form.cleaned_data["text"], form.cleaned_data["audience"]
        comments.add(self.lane, self.path, text, audience, request.user)
        messages.success(request, _("The comment was saved."))
        return self._back()

    def _resolve(self, key: str) -> None:
        comment = next((one for one in self.said if str(one.pk) == key), None)
        if comment is None:
            raise Http404
        comments.resolve(comment, self.request.user)
        messages.success(self.request, _("Resolved. The comment is kept, folded away."))

    def _back(self) -> HttpResponse:
        return redirect(comments_url(self.lane, self.path))


urls = [path("<int:pk>/comments/", SegmentComments.as_view(), name="comments")]
