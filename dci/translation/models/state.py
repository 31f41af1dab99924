"""How far a lane is, and why it cannot be published yet."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..alignment import Segment


class State(models.TextChoices):
    """How far a lane is."""

    MISSING = "missing", _("missing")
    IN_PROGRESS = "in_progress", _("in progress")
    WAITING = "waiting", _("waiting for review")
    OUTDATED = "outdated", _("outdated")
    UP_TO_DATE = "up_to_date", _("up to date")


class Unanswered(ValidationError):  # noqa: N818 what the translator is told, not a fault
    """A lane that can't be published; ``segments`` are those that want an answer."""

    def __init__(self, segments: list[Segment]):
        self.segments = segments
        paths = ", ".join(segment.path for segment in segments)
        super().__init__(
            _("Not published: %(count)d passages have no valid translation (%(paths)s).")
            % {"count": len(segments), "paths": paths},
            code="unanswered",
        )
