"""Where an archive is written to: a file that is whole or not there at all, perhaps encrypted."""

import fcntl
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError
from django.db import Error

from .contents import Kind
from .writing import Manifest, write

# What each program is called with; it reads the archive and writes what nobody else can read.
PROGRAMS = {
    "age": ["age", "--encrypt", "--recipient"],
    "gpg": ["gpg", "--batch", "--trust-model", "always", "--encrypt", "--recipient"],
}


def written(
    kind: Kind,
    path: Path,
    say: Callable[[str], None],
    warn: Callable[[str], None],
    settings: list[str] = (),
    encryption: tuple[str, str] | None = None,
) -> Manifest:
    """Write an archive to ``path``, through a program and for whom if ``encryption`` names them."""
    with whole_file(path) as file:
        if encryption:
            with encrypted(file, *encryption) as target:
                manifest = write(kind, target, settings)
        else:
            manifest = write(kind, file, settings)
    rows = sum(table["rows"] for table in manifest.tables.values())
    say(f"{path}: {rows} rows and {len(manifest.files)} files.")
    say(f"Digest {manifest.digest}")
    for name in manifest.missing:
        warn(f"Missing in MEDIA_ROOT: {name}")
    return manifest


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file for its owner only, which gets its name when all of it is there.

    The half that a killed command has left in the folder is overwritten by the next.
    """
    if path.exists():
        raise CommandError(f"{path} is there already.")
    half = path.with_name(".archive.part")
    try:
        file = os.fdopen(os.open(half, os.O_RDWR | os.O_CREAT, 0o600), "wb")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(f"Another archive is being written to {path.parent}.") from error
        try:
            file.truncate()
            yield file
            file.flush()
            os.fsync(file.fileno())
            half.rename(path)
        except (OSError, Error) as error:
            half.unlink(missing_ok=True)
            raise CommandError(f"{path} was not written: {str(error).strip()}.") from error
        except BaseException:
            half.unlink(missing_ok=True)
            raise


@contextmanager
def encrypted(file: BinaryIO, program: str, recipient: str) -> Iterator[BinaryIO]:
    """What is written to this reaches ``file`` so that only ``recipient`` can read it."""
    try:
        process = subprocess.Popen(  # noqa: S603 one of the list above, and no shell
            [*PROGRAMS[program], recipient],
            stdin=subprocess.PIPE,
            stdout=file,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError as error:
        raise CommandError(f"The program {program} is not installed.") from error
    broken = None
    with process:
        try:
            yield process.stdin
            process.stdin.close()
        except BrokenPipeError as error:
            broken = error  # the program has ended, and says why
            _let_go(process.stdin)
        except BaseException:
            process.kill()
            _let_go(process.stdin)
            raise
        said = process.stderr.read().decode(errors="replace").strip()
    if broken or process.returncode:
        raise CommandError(f"{program} has failed: {said}") from broken


def _let_go(pipe: BinaryIO) -> None:
    """Close it, though nobody reads any more what it still holds."""
    with suppress(BrokenPipeError):
        pipe.close()
