"""Where the buttons of a lane's review and lock lead to, and Wagtail's own ways to them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.generic import View
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.views.generic.workflow import WorkflowAction
from wagtail.models import PreviewableMixin, TaskState

from ..access import LaneAccessMixin, LaneGuestMixin
from ..desk import lane_url
from ..models import Translation
from ..roles import may_translate
from .actions import ACTIONS, WAGTAILS_NAMES, perform


class LaneURLFinder(ModelAdminURLFinder):
    """Where Wagtail's mails and dashboard find a lane, for those who may open it."""

    def get_edit_url(self, instance: Translation) -> str | None:
        may_open = self.user is None or may_translate(self.user, instance.language)
        return lane_url(instance) if may_open else None


class LaneReview(LaneAccessMixin, View):
    """Does what ``action`` says: one of ``ACTIONS``."""

    def load(self) -> None:
        self.stored = Translation.objects.get(pk=self.stored.pk)  # as it is under the lock

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        action = ACTIONS.get(request.POST.get("action"))
        if action is None:
            raise PermissionDenied
        return perform(request, self.stored, action)


class LaneWorkflowAction(WorkflowAction):
    """Wagtail's view for its dashboard: approve or return, with a comment in a dialogue.

    Wagtail asks whether the task is that of somebody's group, not whether it is this lane's.
    """

    model = Translation
    redirect_url_name = "translation:lane"
    submit_url_name = "translation:workflow_action"

    def get_task_state(self) -> TaskState:
        own = TaskState.objects.for_instance(self.object).filter(pk=self.task_state_id)
        found = own.filter(status=TaskState.STATUS_IN_PROGRESS).first()
        if found is None:
            raise Http404
        return found.specific

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_translate(request.user, self.object.language):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        answer = perform(request, self.object, WAGTAILS_NAMES[self.action_name])
        if request.headers.get("x-requested-with") != "XMLHttpRequest":
            return answer
        return self.render_modal_json(request, {"step": "success", "redirect": answer.url})


class LaneWorkflowPreview(LaneGuestMixin, View):
    """From Wagtail's preview of what a task is about: to the lane's own, where it has one."""

    def get(self, request: HttpRequest, pk: int, task_id: int) -> HttpResponse:
        has_preview = isinstance(self.stored.content_object, PreviewableMixin)
        return redirect("translation:preview" if has_preview else "translation:lane", pk)


urls = [
    path("<int:pk>/review/", LaneReview.as_view(), name="review"),
    path(
        "<int:pk>/workflow/preview/<int:task_id>/",
        LaneWorkflowPreview.as_view(),
        name="workflow_preview",
    ),
    path(
        "<int:pk>/workflow/<slug:action_name>/<int:task_state_id>/",
        LaneWorkflowAction.as_view(),
        name="workflow_action",
    ),
]
