"""Gives tasks that a worker has left behind to the next one."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from dci.clock import around_now
from dci.rounds.noting import NotedCommand

LONGEST = timedelta(minutes=15)  # what has been running for longer has lost its worker
TRIES = 5
LATELY = timedelta(days=1)


class Command(NotedCommand):
    help = (
        "Lets tasks begin again whose worker was killed, and those that have failed, each a few "
        "times and with longer and longer pauses. Run it every few minutes where TASKS=database."
    )

    def handle(self, **options):
        now = timezone.now()
        self._end_long_pauses(now)
        lately = around_now(LONGEST)
        lost = DBTaskResult.objects.running().exclude(started_at__range=lately)
        failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - LATELY)
        resumed = sum(_begin_again(result, now) for result in (*_to_try(lost), *_to_try(failed)))
        self.stdout.write(f"{resumed} tasks begin again.")

    @staticmethod
    def _end_long_pauses(now: datetime) -> None:
        """Those that nobody has given: the clock was ahead when the task was to begin again."""
        waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
        at_once = Q(run_after=get_date_max())  # what the library notes for no pause
        waiting.filter(run_after__gt=now + _pause(TRIES)).exclude(at_once).update(run_after=now)


def _to_try(results: QuerySet) -> list[DBTaskResult]:
    return [result for result in results if len(result.worker_ids) < TRIES]


def _pause(tries: int) -> timedelta:
    return timedelta(minutes=2**tries)


def _begin_again(result: DBTaskResult, now: datetime) -> int:
    """1, or 0 for one that somebody else has taken meanwhile."""
    failed = result.status == TaskResultStatus.FAILED
    pause = _pause(len(result.worker_ids)) if failed else timedelta()
    same = DBTaskResult.objects.filter(pk=result.pk, status=result.status)
    return same.update(status=TaskResultStatus.READY, run_after=now + pause)
