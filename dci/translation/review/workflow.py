"""The review of a lane: a translator submits, a reviewer approves or returns.

Runs on Wagtail's workflows, so that administrators can change who reads what, and how often:
each language has one (``ReviewWorkflow``), which begins with one task for its reviewers.
"""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowState, WorkflowTask

from dci import languages

from .. import lanes
from ..models import ReviewWorkflow, Translation, Unanswered, owner_lock
from ..roles import reviewers_name
from .locks import refuse_if_locked


def make_workflows(app_config, apps=None, **kwargs) -> None:
    """After ``migrate``: a review for each language that never had one."""
    if apps and "reviewworkflow" not in apps.all_models["translation"]:
        return  # migrated to a state in which there are no reviews
    for code in languages.TARGETS:
        if reviewers := Group.objects.filter(name=reviewers_name(code)).first():
            _make_workflow(code, reviewers)


def _make_workflow(language: str, reviewers: Group) -> None:
    """Give a language its review, once: what administrators make of it stays.

    Wagtail never deletes a task; one for the same group says that the review was there before.
    """
    was_made = ReviewWorkflow.objects.filter(language=language).exists()
    if was_made or GroupApprovalTask.objects.filter(groups=reviewers).exists():
        return
    name = f"Review ({languages.name(language)})"
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(reviewers)
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    ReviewWorkflow.objects.create(language=language, workflow=workflow)


def state_of(lane: Translation) -> WorkflowState | None:
    """The review that the lane is in, or was returned from."""
    return lane.current_workflow_state


def waiting_task(lane: Translation) -> TaskState | None:
    """What the lane is waiting for, if it is."""
    return lane.current_workflow_task_state


def may_approve(lane: Translation, user) -> bool:
    """Whether ``user`` is one of those whom the lane is waiting for."""
    task_state = waiting_task(lane)
    actions = task_state.task.specific.get_actions(lane, user) if task_state else ()
    return any(action[0] == "approve" for action in actions)


def may_take_back(lane: Translation, user) -> bool:
    """Whether ``user`` may take a waiting lane back: who submitted it, and its reviewers."""
    return bool(waiting_task(lane)) and state_of(lane).user_can_cancel(user)


def submit(lane: Translation, user) -> None:
    """Let the reviewers of the language know that the draft is ready.

    Raises ``Unanswered`` for a gap, ``Locked`` while somebody else works on the lane, and
    ``ValidationError`` where there is nothing to review or nobody to do it.
    """
    with owner_lock(lane.content_object):
        work = lanes.lane(lane.owner(), lane.language)
        refuse_if_locked(work, user)
        if waiting_task(work):
            raise ValidationError(_("This translation is waiting for review already."))
        if missing := work.unanswered:
            raise Unanswered(missing)
        if not work.has_unpublished_changes:
            raise ValidationError(_("Nothing has been changed since this was published."))
        _start(work, user)


def _start(lane: Translation, user) -> None:
    """Begin a review, or go on with the one that the same person had returned."""
    returned = state_of(lane)
    if returned and returned.requested_by == user and returned.workflow.active:
        returned.resume(user)
        lane.take_stock()  # Wagtail tells nobody of this
        return
    if returned:
        returned.cancel(user)
    workflow = lane.get_workflow()
    if workflow is None:
        raise ValidationError(_("Translations into this language are published without review."))
    workflow.start(lane, user)


def take_back(lane: Translation, user) -> None:
    """Go on working on a lane that waits. Raises ``PermissionDenied``: see ``may_take_back``."""
    with owner_lock(lane.content_object):
        if not may_take_back(lane, user):
            raise PermissionDenied
        state_of(lane).cancel(user)


def approve(lane: Translation, user, comment: str = "") -> None:
    """Agree to a lane that waits, which the last reviewer thereby publishes.

    Raises ``Unanswered`` where the source has moved on meanwhile, and then changes nothing.
    """
    with owner_lock(lane.content_object):
        _act(lane, user, "approve", comment)


def send_back(lane: Translation, user, comment: str) -> None:
    """Return a lane that waits to its translator, with what is to be changed."""
    with owner_lock(lane.content_object):
        _act(lane, user, "reject", comment)


def _act(lane: Translation, user, action: str, comment: str) -> None:
    if not may_approve(lane, user):
        raise PermissionDenied
    refuse_if_locked(lane, user)
    task_state = waiting_task(lane)
    if action == "approve" and (missing := lanes.lane(lane.owner(), lane.language).unanswered):
        raise Unanswered(missing)
    task_state.task.specific.on_action(task_state, user, action, comment=comment)


def follow_workflow(instance: WorkflowState, **kwargs) -> None:
    """Bring the desk up to date when a review begins or ends, wherever in Wagtail that is done."""
    if isinstance(instance.content_object, Translation):
        instance.content_object.take_stock()
