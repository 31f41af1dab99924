"""Keeps the whole site in one file, while it runs."""

import re
from argparse import ArgumentTypeError
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from dci.archive.contents import Kind
from dci.archive.targets import PROGRAMS, written
from dci.rounds.noting import NotedCommand

NAME = re.compile(r"site-\d{8}-\d{6}\.zip(\.(age|gpg))?")
VARIABLE = re.compile(r"^(?:# )?([A-Z_]+)=", re.MULTILINE)


class Command(NotedCommand):
    help = (
        "Writes everything into one file: rows, accounts, history and uploaded files, as they "
        "are at one moment. The site may run meanwhile. `restore` reads it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path, help="where backups are kept")
        parser.add_argument(
            "--keep", type=_number, help="delete all but the newest of the folder's backups"
        )
        for program in PROGRAMS:
            parser.add_argument(f"--{program}", metavar="FOR", help=f"encrypt it with {program}")

    def handle(self, folder: Path, keep: int | None, **options) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        chosen = [(program, options[program]) for program in PROGRAMS if options[program]]
        if len(chosen) > 1:
            raise CommandError("Choose one program to encrypt with.")
        ending = f".{chosen[0][0]}" if chosen else ""
        moment = timezone.now().strftime("%Y%m%d-%H%M%S")
        path = folder / f"site-{moment}.zip{ending}"
        written(
            Kind.BACKUP,
            path,
            say=self.stdout.write,
            warn=self.stderr.write,
            settings=names_of_settings(),
            encryption=chosen[0] if chosen else None,
        )
        self.details = {"file": str(path), "size": path.stat().st_size}
        if keep:
            self._forget(folder, keep)

    def _forget(self, folder: Path, keep: int) -> None:
        """Delete the oldest, and nothing that is not called like a backup."""
        found = sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name))
        for path in found[:-keep]:
            path.unlink()
            self.stdout.write(f"{path} deleted.")


def names_of_settings() -> list[str]:
    """Which of the variables in `.env.example` are set: a site elsewhere needs them too."""
    known = VARIABLE.findall((settings.BASE_DIR / ".env.example").read_text())
    from dci.settings import env

    return [name for name in known if name in env.ENVIRON]


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("must be at least 1")
    return int(text)
