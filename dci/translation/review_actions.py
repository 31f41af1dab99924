"""The buttons of a lane's review and lock: who is shown them, and what they say."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import WorkflowState

from . import checks, locks, review, rich_text
from .desk import lane_url
from .models import Translation, Unanswered

JUMPS = 5
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
        "findings": _findings(lane) if may_approve else [],
        "may_take_back": is_waiting and review.may_take_back(lane, user),
    }


def after_saving(request: HttpRequest, lane: Translation) -> HttpResponse | None:
    """Submit or approve, where that was the button with which the lane was saved."""
    for button, action in WITH_THE_TEXT.items():
        if button in request.POST:
            return perform(request, Translation.objects.get(pk=lane.pk), action)
    return None


def tell_unanswered(request: HttpRequest, lane: Translation, refusal: Unanswered) -> None:
    """Say what is still to be translated, with links that jump there."""
    left = refusal.segments
    text = ngettext(
        "%(number)d passage has no valid translation yet:",
        "%(number)d passages have no valid translation yet:",
        len(left),
    )
    jumps = _jumps(lane, {one.path: _start_of(one.source, one.is_html) for one in left})
    messages.error(request, text % {"number": len(left)}, buttons=jumps)


def tell_findings(request: HttpRequest, lane: Translation) -> None:
    """Say what the checks find in a lane that is handed on. It is handed on all the same."""
    found = checks.of_lane(lane.work)
    if not found:
        return
    text = ngettext(
        "The checks ask you to look at %(number)d passage:",
        "The checks ask you to look at %(number)d passages:",
        len(found),
    )
    jumps = _jumps(lane, {path: findings[0].message for path, findings in found.items()})
    messages.warning(request, text % {"number": len(found)}, buttons=jumps)


def _jumps(lane: Translation, words: dict[str, str]) -> list[tuple]:
    """Buttons that lead to the first of some segments, given with their words by path."""
    numbers = {one["path"]: number for number, one in enumerate(lane.work.segments, start=1)}
    known = [path for path in words if path in numbers][:JUMPS]
    url = lane_url(lane)
    return [messages.button(f"{url}#segment-{numbers[path]}", words[path]) for path in known]


def _findings(lane: Translation) -> list[dict]:
    """What the checks find, for the reviewer's eye: number of the segment and messages."""
    found = checks.of_lane(lane)
    segments = enumerate(lane.get_segments(), start=1)
    return [
        {"number": number, "messages": [finding.message for finding in found[one.path]]}
        for number, one in segments
        if one.path in found
    ]


def _start_of(text: str, is_html: bool) -> str:
    return Truncator(rich_text.plain(text) if is_html else text).chars(40)


def _submit(request: HttpRequest, lane: Translation) -> str:
    review.submit(lane, request.user)
    tell_findings(request, lane)
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
        tell_unanswered(request, lane, refusal)
    except locks.Locked as refusal:
        messages.error(request, str(refusal))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(lane_url(lane))
