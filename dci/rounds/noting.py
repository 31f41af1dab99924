"""Commands that note when they were run."""

import logging
import sys
from datetime import datetime, timedelta
from typing import TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from dci.log_lines import without_people
from dci.one_at_a_time import one_at_a_time

from .models import Round

logger = logging.getLogger(__name__)

A_LEAP = timedelta(days=8)
LEAPT = "More than a week has passed since the last time. If the clock is right, run it once more."


class Unhindered:
    """Where a command says what it does: it goes on where that is a file on a full disk."""

    def __init__(self, out: TextIO):
        self._out = out

    def __getattr__(self, name: str):
        return getattr(self._out, name)

    def write(self, text: str) -> None:
        try:
            self._out.write(text)
        except OSError as error:
            logger.warning("What a command said was not written: %s", type(error).__name__)


class NotedCommand(BaseCommand):
    """Leaves a note for the state of the site; ``details`` is what a command says besides.

    Of several machines whose clocks begin it, one runs it.
    """

    # Where what is done can't be undone, the first round after a leap of the clock does nothing.
    mistrusts_leaps = False

    def execute(self, *args, **options):
        if options.get("dry_run"):  # nothing is done that could be noted
            return super().execute(*args, **options)
        options["stdout"] = Unhindered(options.get("stdout") or sys.stdout)
        with one_at_a_time(type(self).__module__) as is_ours:
            if is_ours:
                return self._executed(*args, **options)
        options["stdout"].write("Another machine is at it just now.\n")
        return None

    def _executed(self, *args, **options):
        began, self.details = timezone.now(), {}
        try:
            if self.mistrusts_leaps:
                self._look_at_the_clock(began)
            output = super().execute(*args, **options)
        except Exception as error:
            self._note(began, failure=_in_words(error))
            raise
        self._note(began, ended_well=timezone.now(), failure="", details=self.details)
        return output

    def _look_at_the_clock(self, now: datetime) -> None:
        """Raises ``CommandError`` once, where it is much later than after the last round."""
        last = Round.objects.filter(command=self._name).first()
        if last and now - last.ended > A_LEAP and last.failure != LEAPT:
            raise CommandError(LEAPT)

    @property
    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def _note(self, began: datetime, **values) -> None:
        now = timezone.now()
        try:
            Round.objects.update_or_create(
                command=self._name, defaults=values | {"ended": now, "took": now - began}
            )
        except DatabaseError:  # why the command has failed is what its caller is to be told
            logger.exception("The round of %s could not be noted", self._name)


def _in_words(error: Exception) -> str:
    """What a command says of its failure; other errors may quote what nobody should read."""
    text = str(error) if isinstance(error, CommandError) else type(error).__name__
    return without_people(text)[:200]
