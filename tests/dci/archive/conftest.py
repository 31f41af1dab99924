"""Sites that are written to archives, and empty ones that these are read into."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import databases


@pytest.fixture
def begin_anew(settings, tmp_path) -> Callable:
    """Go to an empty, migrated database, and to a folder without files."""

    def begin(name: str = "empty_media") -> None:
        databases.use("empty", commits=True)
        settings.MEDIA_ROOT = str(tmp_path / name)

    return begin


@pytest.fixture
def exported(tmp_path) -> Callable[..., Path]:
    """Write an archive: ``exported()`` with ``export_site``, ``exported("backup")`` a backup."""

    def export(command: str = "export_site", name: str = "site") -> Path:
        if command == "export_site":
            path = tmp_path / f"{name}.zip"
            call_command("export_site", path, verbosity=0)
            return path
        folder = tmp_path / name
        folder.mkdir()
        call_command("backup", folder)
        return next(folder.glob("*.zip"))

    return export


def manifest(path: Path) -> dict:
    with zipfile.ZipFile(path) as content:
        return json.loads(content.read("manifest.json"))


def rows(path: Path, table: str) -> list[dict]:
    with zipfile.ZipFile(path) as content:
        return [json.loads(line) for line in content.open(f"tables/{table}.jsonl")]
