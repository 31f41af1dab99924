"""Checks the links of all published pages; to be run every night."""

from django.core.management.base import CommandError

from dci.links import checking, keeping
from dci.links.models import Link
from dci.rounds.noting import NotedCommand


class Command(NotedCommand):
    help = "Asks the addresses that pages lead to; goes on where the last run was stopped."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, help="ask so many addresses and no more")
        parser.add_argument(
            "--pause",
            type=float,
            default=checking.PAUSE,
            help="seconds between two requests to one host (default: %(default)s)",
        )

    def handle(self, most: int | None, pause: float, **options):
        if pause < 0 or (most is not None and most < 0):
            raise CommandError("--pause and --most are numbers from 0 on.")
        keeping.rebuild()
        addresses = checking.due(most)
        count = iter(range(1, len(addresses) + 1))

        def tell(address) -> None:
            place = f"{next(count)}/{len(addresses)}"
            self.stdout.write(f"{place} {address.url}: {checking.in_words(address)}")

        try:
            checking.check(addresses, pause, tell)
        except checking.NoNetwork as error:
            raise CommandError(
                "No address was reached. Is this machine connected? Nothing was noted."
            ) from error
        self.stdout.write(f"Broken links: {Link.objects.broken().count()}")
