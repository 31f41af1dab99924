"""Takes files of translators outside into the drafts of their lanes."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from dci import languages
from dci.translation.exchange.comparing import Change, Comparison, compare
from dci.translation.exchange.receiving import ReceivedFile, receive
from dci.translation.exchange.refusal import Refusal
from dci.translation.exchange.taking import take
from dci.translation.exchange.warnings import Warnings
from dci.translation.roles import languages_of


class Command(BaseCommand):
    help = (
        "Takes translations from a file, or a ZIP of files, into drafts. Nothing becomes public. "
        "What somebody else has written since the file was made is left as it is. Ends with 1 if "
        "a file, or a passage of one, could not be taken."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--user", required=True, metavar="NAME", help="whose work it is, by the name to log in"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would change, and change nothing"
        )
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="take passages also where somebody has written since the file was made",
        )

    def handle(self, *, file, user, dry_run, overwrite, verbosity, **options):
        self.user, self.is_trial, self.overwrites = self.person(user), dry_run, overwrite
        self.verbosity = verbosity
        failed = [one.name for one in self.received(file) if not self.take(one)]
        if failed:
            raise CommandError(f"Not everything was taken of: {', '.join(failed)}.")

    @staticmethod
    def person(name: str):
        """The user of this name. Raises ``CommandError`` for one who translates nothing."""
        users = get_user_model()
        found = users.objects.filter(**{users.USERNAME_FIELD: name}, is_active=True).first()
        if found is None:
            raise CommandError(f"There is no active user {name}.")
        if not languages_of(found):
            raise CommandError(f"{name} may not translate into any language.")
        return found

    def received(self, file: Path) -> list[ReceivedFile]:
        try:
            with file.open("rb") as stream:
                size = file.stat().st_size
                return receive(file.name, stream, size, languages_of(self.user))
        except OSError as error:
            raise CommandError(f"{file} could not be read: {error.strerror}.") from error
        except Refusal as refusal:
            raise CommandError(f"{file.name}: {refusal}") from refusal

    def take(self, file: ReceivedFile) -> bool:
        """Take a file, or say what it would change. Returns whether all of it could be taken."""
        if file.error:
            self.stdout.write(f"{file.name}: {file.error}")
            return False
        found = compare(file.answers, file.language)
        if self.is_trial or self.verbosity > 1:
            self.show(found, file.language)
        if self.is_trial:
            number = sum(map(self.may_take, found.changes))
            skipped, done = len(found.changes) - number, "would change"
        else:
            outcome = take(file.answers, file.language, self.user, self.may_take)
            number, skipped, done = outcome.taken, len(outcome.skipped), "taken"
            if self.verbosity:
                for one in outcome.skipped:
                    self.stdout.write(f"  not taken, {one.text[:60]!r}: {one.reason}")
        left_out = skipped + len(found.unknown)
        if self.verbosity:
            self.stdout.write(
                f"{file.name} ({languages.name(file.language)}): {number} {done}, "
                f"{skipped} not, {len(found.unknown)} not on this site, "
                f"{len(file.answers) - len(found.changes) - len(found.unknown)} as they are."
            )
        return not left_out

    def may_take(self, change: Change) -> bool:
        return change.is_safe or (self.overwrites and not change.problem)

    def show(self, found: Comparison, language: str) -> None:
        warnings = Warnings(found.changes, language)
        for one in found.lanes:
            self.stdout.write(f"{one.lane.title}:")
            for change in one.changes:
                self.stdout.write(f"  {change.place.heading or change.segment.path}")
                self.stdout.write(f"    now  {change.segment.target}")
                self.stdout.write(f"    file {change.new or change.answer.target}")
                for note in [*_notes(change), *warnings.of(change)]:
                    self.stdout.write(f"    ! {note}")


def _notes(change: Change) -> list[str]:
    if change.problem:
        return [change.problem]
    notes = {
        "somebody has written here since the file was made": change.is_conflict,
        "made from an older English text": change.is_older,
        "not finished": change.is_unfinished,
        "the same text, confirmed": change.is_confirmation,
        f"taken out: {' '.join(change.removed)}": bool(change.removed),
    }
    return [note for note, applies in notes.items() if applies]
