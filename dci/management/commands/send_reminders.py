"""Tells by mail of pages that are to be looked at again. To be run once a day."""

import logging

from django.core.management.base import CommandError

from dci.rounds.noting import NotedCommand
from dci.upkeep import reminders

logger = logging.getLogger(__name__)


class Command(NotedCommand):
    help = "Send mails about pages to look at again. Run it once a day; twice sends nothing twice."

    def handle(self, **options) -> None:
        sent, failed = 0, []
        for person, rows in reminders.untold():
            try:
                reminders.tell(person, rows)
                sent += 1
            except Exception:  # one person's address must not cost the others their mail
                logger.exception("A reminder could not be sent")
                failed.append(person.get_username())
        self.stdout.write(f"{sent} reminders sent.")
        if failed:
            raise CommandError(f"Not sent to: {', '.join(failed)}.")
