"""Writes an archive, to anything that can be written to: a file, or a program that encrypts."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from dci import languages

from .contents import Kind, tables
from .rows import Table
from .snapshot import snapshot

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024


@dataclass
class Manifest:
    """What an archive holds, and the digest of each part: ``{"rows": 14, "sha256": "..."}``."""

    kind: str
    format: int = FORMAT
    made: str = ""
    database: str = ""
    languages: list[str] = field(default_factory=list)
    migrations: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    tables: dict[str, dict] = field(default_factory=dict)
    files: dict[str, dict] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Of all rows and files: two archives of one content have the same."""
        content = json.dumps([self.tables, self.files], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def write(kind: Kind, target: BinaryIO, settings: list[str] = ()) -> Manifest:
    """Write an archive of the site as it is now. ``settings`` are names, never their values."""
    manifest = Manifest(kind=str(kind), settings=sorted(settings))
    manifest.made = timezone.now().isoformat(timespec="seconds")
    manifest.database, manifest.languages = connection.vendor, list(languages.ALL)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        names: set[str] = set()
        with snapshot():
            manifest.migrations = migrations()
            for table in tables(kind):
                manifest.tables[table.name] = _write_table(archive, table, names)
        for name in sorted(names):
            _write_file(archive, name, manifest)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    return manifest


def migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _write_table(archive: zipfile.ZipFile, table: Table, files: set[str]) -> dict:
    digest, number = hashlib.sha256(), 0
    with archive.open(member(table.name), "w", force_zip64=True) as target:
        for line in table.lines():
            if table.files:
                row = json.loads(line)
                files.update(row[column] for column in table.files if row[column])
            content = f"{line}\n".encode()
            digest.update(content)
            target.write(content)
            number += 1
    return {"rows": number, "sha256": digest.hexdigest()}


def _write_file(archive: zipfile.ZipFile, name: str, manifest: Manifest) -> None:
    """One uploaded file, as it is; it may have been deleted since the rows were read."""
    try:
        source = default_storage.open(name)
    except FileNotFoundError:
        manifest.missing.append(name)
        return
    digest, size = hashlib.sha256(), 0
    stored = zipfile.ZipInfo(f"media/{name}")  # pictures and PDFs are compressed already
    with source, archive.open(stored, "w", force_zip64=True) as target:
        for chunk in chunks(source):
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)
    manifest.files[name] = {"size": size, "sha256": digest.hexdigest()}


def member(table: str) -> str:
    return f"tables/{table}.jsonl"


def chunks(source: BinaryIO) -> Iterator[bytes]:
    while chunk := source.read(CHUNK):
        yield chunk
