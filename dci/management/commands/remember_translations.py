"""Makes the translation memory anew from what is public."""

from django.core.management.base import BaseCommand
from django.db import transaction

from dci.translation.help import memory
from dci.translation.models import MemoryEntry, Translation


class Command(BaseCommand):
    help = (
        "Makes the translation memory anew from the published translations. Publishing keeps it "
        "up to date; this is for a database whose rows were written in another way."
    )

    @transaction.atomic
    def handle(self, *args, verbosity: int = 1, **options):
        MemoryEntry.objects.all().delete()
        for lane in Translation.objects.filter(live=True).iterator():
            memory.remember(lane)
        if verbosity:
            self.stdout.write(f"Remembered {MemoryEntry.objects.count()} passages.")
