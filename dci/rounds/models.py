"""The last round of each command that is run by the clock."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone


class Round(models.Model):
    """When a command last ended and how; ``ended_well`` is the last time without a failure."""

    command = models.CharField(max_length=50, unique=True)
    ended = models.DateTimeField(default=timezone.now)
    ended_well = models.DateTimeField(null=True)
    took = models.DurationField(default=timedelta)
    failure = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)  # of the last time without a failure

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.command


def last(command: str) -> datetime | None:
    """When ``command`` last ended without a failure."""
    found = Round.objects.filter(command=command)
    return found.values_list("ended_well", flat=True).first()
