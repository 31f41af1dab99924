"""Disables the accounts of people who have left without anybody saying so. Once a day."""

from django.conf import settings

from dci.people import leaving
from dci.rounds.noting import NotedCommand


class Command(NotedCommand):
    mistrusts_leaps = True
    help = (
        "Disables accounts that nobody has signed in with for ACCOUNT_DAYS. An administrator can "
        "make one active again. The last administrator's account stays."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only name them")

    def handle(self, *, dry_run: bool, **options) -> None:
        days = settings.ACCOUNT_DAYS
        found = leaving.unused(days) if dry_run else leaving.disable_unused(days)
        for person in found:
            last = person.last_login.date() if person.last_login else "never"
            self.stdout.write(f"{person.get_username()}: last signed in {last}")
        done = "would be disabled" if dry_run else "disabled"
        self.stdout.write(f"{len(found)} accounts {done}.")
