"""Reads an archive, and believes nothing of it that its digests do not say too."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dci import languages

from .contents import Kind, tables
from .refusal import Refusal
from .rows import Table
from .writing import FORMAT, MANIFEST, Manifest, chunks, member, migrations

LONGEST_MANIFEST = 64 * 1024 * 1024
# All that reading a damaged file has been seen to raise.
NO_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error)
DAMAGED = (*NO_ARCHIVE, zlib.error, EOFError, OSError, KeyError, TypeError, RuntimeError)


class Archive:
    """An archive whose manifest has been read; ``check`` reads the rest."""

    def __init__(self, content: zipfile.ZipFile):
        self._content = content
        with damage("The manifest"):
            if content.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
                raise ValueError("too long")
            self.manifest = Manifest(**json.loads(content.read(MANIFEST)))

    def check(self, kind: Kind) -> None:
        """Raise ``Refusal`` unless it is whole, of this version of the site, and of this kind."""
        if self.manifest.format != FORMAT or self.manifest.kind != kind:
            raise Refusal(
                f"This is an archive of the kind “{self.manifest.kind}”, format"
                f" {self.manifest.format}; “{kind}”, format {FORMAT}, was to be read."
            )
        with damage("The manifest"):
            self._check_version()
            self._check_names()
        for table in tables(kind):
            with damage(table.name), self._content.open(member(table.name)) as content:
                _compare(table.name, content, **self.manifest.tables[table.name])
        for name, stored in self.manifest.files.items():
            with damage(name), self.open(name) as content:
                _compare(name, content, sha256=stored["sha256"])

    def _check_version(self) -> None:
        theirs, ours = set(self.manifest.migrations), set(migrations())
        if self.manifest.languages != list(languages.ALL):
            raise Refusal(
                f"The archive has the languages {', '.join(self.manifest.languages)}, this site"
                f" {', '.join(languages.ALL)}: set SITE_LANGUAGES to the same."
            )
        if different := sorted(theirs ^ ours):
            raise Refusal(
                "The archive was made by another version of the site, which differs in"
                f" {', '.join(different[:5])}. Install that version, read the archive there, and"
                " upgrade then."
            )

    def _check_names(self) -> None:
        """Nothing but what the manifest names, and no file outside the folder of uploads."""
        for name in [*self.manifest.files, *self.manifest.missing]:
            path = PurePosixPath(name)
            if path.is_absolute() or {"..", "\\"} & {*path.parts, *name} or str(path) != name:
                raise Refusal(f"The archive holds a file with the name {name!r}, which is none.")
        expected = {member(table) for table in self.manifest.tables}
        expected |= {MANIFEST, *(f"media/{name}" for name in self.manifest.files)}
        if {table.name for table in tables(Kind(self.manifest.kind))} != {*self.manifest.tables}:
            raise Refusal("The archive does not hold the tables of this site.")
        if sorted(self._content.namelist()) != sorted(expected):
            raise Refusal("The archive does not hold what its manifest says.")

    def lines(self, table: Table) -> Iterator[str]:
        with self._content.open(member(table.name)) as content:
            for line in io.TextIOWrapper(content, encoding="utf-8", newline="\n"):
                yield line.removesuffix("\n")

    def open(self, name: str) -> BinaryIO:
        """An uploaded file."""
        return self._content.open(f"media/{name}")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at ``path``. Raises ``Refusal`` for a file that is none."""
    try:
        content = zipfile.ZipFile(path)
    except OSError as error:
        raise Refusal(f"{path} cannot be opened: {error.strerror}.") from error
    except NO_ARCHIVE as error:
        raise Refusal(
            f"{path} is no archive, or not a whole one. One that is encrypted (.age, .gpg) has to"
            " be decrypted first."
        ) from error
    with content:
        yield Archive(content)


@contextmanager
def damage(what: str) -> Iterator[None]:
    """Say of which part a reader has failed."""
    try:
        yield
    except DAMAGED as error:
        raise Refusal(f"{what} in the archive is damaged: {error}.") from error


def _compare(name: str, content: BinaryIO, sha256: str, rows: int | None = None) -> None:
    digest, lines = hashlib.sha256(), 0
    for chunk in chunks(content):
        digest.update(chunk)
        lines += chunk.count(b"\n")
    if digest.hexdigest() != sha256 or rows not in (None, lines):
        raise Refusal(f"{name} in the archive is not what it was when the archive was made.")
