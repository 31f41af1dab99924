"""Counts that end by themselves: of what somebody may do so many times within a time."""

from datetime import timedelta

from django.db import connections, models
from django.db.models import Q
from django.utils import timezone

COUNT = """
INSERT INTO tallies_tally (what, number, until) VALUES (%s, 1, %s)
ON CONFLICT (what) DO UPDATE SET number = tallies_tally.number + 1
"""


class TallyManager(models.Manager):
    def count(self, what: str, within: timedelta) -> int:
        """Count ``what`` once more, and say the how manieth it is since the first ``within``.

        Who counts the same at the same time waits until the other's transaction has ended, and
        counts on from there. Tallies that are over are forgotten, whatever they were of.
        """
        now = timezone.now()
        of_wrong_clock = Q(what=what, until__gt=now + 2 * within)
        over = self.filter(Q(until__lte=now) | of_wrong_clock).select_for_update(skip_locked=True)
        self.filter(pk__in=over.values("pk")).delete()
        with connections[self.db].cursor() as cursor:
            cursor.execute(COUNT, [what, now + within])
        return self.values_list("number", flat=True).get(pk=what)

    def forget(self, what: str) -> None:
        self.filter(pk=what).delete()


class Tally(models.Model):
    """So many of ``what``, which names no person and no address."""

    what = models.CharField(max_length=100, primary_key=True)
    number = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    objects = TallyManager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.what
