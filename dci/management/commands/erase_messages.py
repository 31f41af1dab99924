"""Erases messages of visitors when they were told, and mails that nobody took. Once a day."""

from dci.contact.models import Message
from dci.outbox.models import Mail
from dci.rounds.noting import NotedCommand


class Command(NotedCommand):
    mistrusts_leaps = True
    help = (
        "Erases the messages of visitors that are older than MESSAGE_DAYS, and mails that were "
        "given up MAIL_DAYS ago. Run it once a day."
    )

    def handle(self, **options) -> None:
        number, _by_model = Message.objects.out_of_date().delete()
        self.stdout.write(f"{number} messages erased.")
        number, _by_model = Mail.objects.out_of_date().delete()
        self.stdout.write(f"{number} mails erased that could not be sent.")
