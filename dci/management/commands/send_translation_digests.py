"""Tells each translator by mail what has become outdated. To be run once a day."""

import logging

from django.core.management.base import CommandError
from django.utils import timezone

from dci.rounds.noting import NotedCommand
from dci.translation.review import digests

logger = logging.getLogger(__name__)


class Command(NotedCommand):
    help = (
        "Send translators the digests that are due. Run it once a day; twice sends nothing twice."
    )

    def handle(self, **options) -> None:
        now, sent, failed = timezone.now(), 0, []
        for user in digests.translators():
            try:
                sent += digests.send_to(user, now)
            except Exception:  # one person's address must not cost the others their mail
                logger.exception("A digest could not be sent")
                failed.append(user.get_username())
        self.stdout.write(f"{sent} digests sent.")
        if failed:
            raise CommandError(f"Not sent to: {', '.join(failed)}.")
