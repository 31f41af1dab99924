"""Mails that tell of a review: Wagtail says who gets them, the words are our own."""

import logging

from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from dci import languages, letters

from ..desk import lane_url
from ..models import Translation

logger = logging.getLogger(__name__)


class OfLanes:
    """Before a notifier of Wagtail's: writes ``letter`` where it tells of a lane.

    Mails about pages stay as they are.
    """

    letter = ""

    def send_notifications(self, template_set, context, recipients, *, user=None, **kwargs):
        lane = context["object"]
        if not isinstance(lane, Translation):
            return super().send_notifications(template_set, context, recipients, **kwargs)
        words = {
            "by": user,
            "title": lane.title,
            "language": languages.name(lane.language),
            "url": lane_url(lane),
            "comment": context.get("comment", ""),
        }
        sent = [self._write(person, words) for person in recipients]
        return all(sent)

    def _write(self, person, words: dict) -> bool:
        try:
            letters.write(person, f"translation/mails/{self.letter}.txt", **words)
        except Exception:  # whatever a mail server can do wrong, the review goes on
            logger.exception("A mail to %s could not be sent", person)
            return False
        return True


class TaskSubmitted(OfLanes, GroupApprovalTaskStateSubmissionEmailNotifier):
    letter = "submitted"


class Returned(OfLanes, WorkflowStateRejectionEmailNotifier):
    letter = "returned"


class Approved(OfLanes, WorkflowStateApprovalEmailNotifier):
    letter = "approved"


class Submitted(WorkflowStateSubmissionEmailNotifier):
    """Tells superusers of a page's review. Of a lane's ``TaskSubmitted`` tells them already."""

    def can_handle(self, instance: WorkflowState, **kwargs) -> bool:
        is_lane = isinstance(instance.content_object, Translation)
        return super().can_handle(instance, **kwargs) and not is_lane


# By the name under which Wagtail connects its own: these take their places, whoever comes first.
NOTIFIERS = {
    "group_approval_task_submitted": (task_submitted, TaskState, TaskSubmitted()),
    "workflow_state_submitted": (workflow_submitted, WorkflowState, Submitted()),
    "workflow_state_rejected": (workflow_rejected, WorkflowState, Returned()),
    "workflow_state_approved": (workflow_approved, WorkflowState, Approved()),
}


def connect() -> None:
    """Tell of reviews in place of Wagtail."""
    for name, (event, sender, notifier) in NOTIFIERS.items():
        uid = f"{name}_email_notification"
        event.disconnect(sender=sender, dispatch_uid=uid)
        event.connect(notifier, sender=sender, dispatch_uid=uid)
