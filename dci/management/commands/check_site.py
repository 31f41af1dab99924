"""Looks whether what is stored fits together."""

import json
from collections import Counter
from dataclasses import asdict

from django.core.files.storage import default_storage
from django.core.management.base import CommandError

from dci.rounds.noting import NotedCommand
from dci.search import index
from dci.soundness import checks, files


class Command(NotedCommand):
    help = (
        "Looks whether trees, addresses, versions, lanes, files and the search fit together, and "
        "fails where they don't. It changes nothing unless it is told to, and the site may run."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument(
            "--mend",
            action="store_true",
            help="before: bring the search in step, and delete files that have belonged to nothing "
            "for an hour (of uploads that broke off)",
        )

    def handle(self, *, mend: bool, **options) -> None:
        if mend:
            for name in files.orphaned():
                default_storage.delete(name)
                self.stderr.write(f"{name} deleted.")
            index.rebuild()
        found = []
        for finding in checks.findings():
            found.append(asdict(finding))
            if not options["json"]:
                self.stdout.write(f"{finding.about}: {finding.what}")
        if options["json"]:
            numbers = Counter(finding["about"] for finding in found)
            every = {about: numbers[about] for about in checks.CHECKS}
            self.stdout.write(json.dumps({"numbers": every, "found": found}, indent=1))
        if found:
            raise CommandError(f"{len(found)} things do not fit.")
        if not options["json"]:
            self.stdout.write("All fits together.")
