"""Erases what visitors wrote so long ago that they were told it would be gone. Once a day."""

from django.core.management.base import BaseCommand

from dci.contact.models import Message


class Command(BaseCommand):
    help = "Erases the messages of visitors that are older than MESSAGE_DAYS. Run it once a day."

    def handle(self, **options) -> None:
        number, _by_model = Message.objects.out_of_date().delete()
        self.stdout.write(f"{number} messages erased.")
