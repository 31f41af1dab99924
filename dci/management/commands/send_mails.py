"""Sends the mails that wait in the outbox. Every five minutes."""

from django.core.management.base import CommandError

from dci.outbox import sending
from dci.outbox.models import Mail
from dci.rounds.noting import NotedCommand


class Command(NotedCommand):
    help = (
        "Sends mails that could not be sent when they were written. Run it every few minutes, as "
        "often and as many times at once as you like: each is sent once."
    )

    def handle(self, **options) -> None:
        outcome = sending.send_due()
        waiting = Mail.objects.waiting().count()
        self.stdout.write(f"{outcome.sent} mails sent, {waiting} wait.")
        problems = [f"The mail server: {outcome.problem}."] if outcome.problem else []
        problems += [f"{outcome.given_up} given up."] if outcome.given_up else []
        if problems:
            raise CommandError(" ".join(problems))
