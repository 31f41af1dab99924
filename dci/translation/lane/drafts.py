"""Keeping the draft of a lane, often, with a history that stays readable."""

from datetime import timedelta

from django.db import models
from wagtail.models import Revision

from dci.clock import is_near

from ..models import Translation

ONE_SITTING = timedelta(minutes=10)


def keep(lane: Translation, user: models.Model) -> Revision:
    """Save ``lane`` as its draft: as a new version, or as more of what ``user`` was writing.

    To be called under the owner's lock.
    """
    sitting = _sitting(lane, user)
    revision = lane.save_revision(user=user, clean=False, overwrite_revision=sitting)
    lane.take_stock()
    return revision


def _sitting(lane: Translation, user: models.Model) -> Revision | None:
    """The latest version, if ``user`` has made it just now and it is nothing but a draft."""
    latest = lane.latest_revision
    is_draft = latest and latest.pk != lane.live_revision_id and not latest.approved_go_live_at
    if not is_draft or latest.user_id != user.pk or lane.workflow_in_progress:
        return None
    return latest if is_near(latest.created_at, ONE_SITTING) else None
