"""The buttons of a lane's review and lock: who is shown them, and what they say."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from ..desk import lane_url
from ..models import Translation, Unanswered
from . import locks, telling
from . import workflow as review

MOST_COMMENT = 2000


def panel(lane: Translation, user) -> dict:
    """What a lane's page says of its review and its lock."""
    lock, state = locks.lock_for(lane, user), review.state_of(lane)
    is_waiting = bool(state) and state.status == WorkflowState.STATUS_IN_PROGRESS
    is_returned = bool(state) and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    may_approve = is_waiting and review.may_approve(lane, user)
    return {
        "is_locked": bool(lock),
        "lock_message": locks.words(lock, user) if lock and lane.locked else "",
        "is_own_lock": lane.locked and lane.locked_by_id == user.pk,
        "may_lock": not lane.locked and not lock,
        "may_unlock": locks.may_unlock(lane, user),
        "has_review": bool(is_waiting or is_returned or lane.get_workflow()),
        "waiting": state if is_waiting else None,
        "returned": state.current_task_state if is_returned else None,
        "may_approve": may_approve,
        "findings": telling.findings(lane) if may_approve else [],
        "may_take_back": is_waiting and review.may_take_back(lane, user),
    }


def after_saving(request: HttpRequest, lane: Translation) -> HttpResponse | None:
    """Submit or approve, where that was the button with which the lane was saved."""
    for button, action in WITH_THE_TEXT.items():
        if button in request.POST:
            return perform(request, Translation.objects.get(pk=lane.pk), action)
    return None


def _submit(request: HttpRequest, lane: Translation) -> str:
    review.submit(lane, request.user)
    telling.tell_findings(request, lane)
    return _("Submitted for review. You will get a mail when somebody has read it.")


def _approve(request: HttpRequest, lane: Translation) -> str:
    review.approve(lane, request.user, _comment(request))
    is_done = not Translation.objects.get(pk=lane.pk).workflow_in_progress
    return _("Approved and published.") if is_done else _("Approved. Somebody else reads it now.")


def _return(request: HttpRequest, lane: Translation) -> str:
    comment = _comment(request)
    if not comment:
        raise ValidationError(_("Please say what is to be changed."))
    review.send_back(lane, request.user, comment)
    return _("Returned to the translator, with your comment.")


def _comment(request: HttpRequest) -> str:
    return request.POST.get("comment", "").strip()[:MOST_COMMENT]


def _take_back(request: HttpRequest, lane: Translation) -> str:
    review.take_back(lane, request.user)
    return _("Taken back. You can go on working on it.")


def _lock(request: HttpRequest, lane: Translation) -> str:
    locks.lock(lane, request.user)
    return _("Locked: only you can write here now.")


def _unlock(request: HttpRequest, lane: Translation) -> str:
    locks.unlock(lane, request.user)
    return _("Unlocked: everybody who translates can write here again.")


Action = Callable[[HttpRequest, Translation], str]
WITH_THE_TEXT: dict[str, Action] = {"submit_for_review": _submit, "approve": _approve}
ACTIONS: dict[str, Action] = {
    "return": _return,
    "take_back": _take_back,
    "lock": _lock,
    "unlock": _unlock,
}
WAGTAILS_NAMES: dict[str, Action] = {"approve": _approve, "reject": _return}


def perform(request: HttpRequest, lane: Translation, action: Action) -> HttpResponse:
    try:
        messages.success(request, action(request, lane))
    except Unanswered as refusal:
        telling.tell_unanswered(request, lane, refusal)
    except locks.Locked as refusal:
        messages.error(request, str(refusal))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(lane_url(lane))
