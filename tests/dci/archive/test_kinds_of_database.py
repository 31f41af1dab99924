"""From one kind of database to the other and back: nothing is another than it was."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import databases, postgres
from tests.processes import ROOT
from tests.record import record

from .conftest import manifest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.audit, pytest.mark.long]


@contextmanager
def other_kind(folder: Path) -> Iterator[str]:
    """The address of a database of the kind that this run is not on."""
    if databases.POSTGRES:
        yield f"sqlite:///{folder / 'other.sqlite3'}"
    else:
        with postgres.server() as url:
            yield url


def manage(database: str, media: Path, *arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *map(str, arguments)],
        env=os.environ
        | {"DATABASE_URL": database, "MEDIA_ROOT": str(media), "DEBUG": "1"}
        | {"DJANGO_SETTINGS_MODULE": "dci.settings"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif("AUDIT" not in os.environ, reason="takes a minute: make audit")
@pytest.mark.parametrize(("write", "read"), [("backup", "restore"), ("export_site", "import_site")])
def test_starter_site_goes_to_the_other_kind_and_back(
    starter_site, exported, begin_anew, tmp_path, write, read
):
    first = exported(write)
    there = tmp_path / "there"
    there.mkdir()
    with other_kind(tmp_path) as database:
        manage(database, tmp_path / "media", "migrate", "--verbosity=0")
        manage(database, tmp_path / "media", read, first)
        place = there if write == "backup" else there / "site.zip"
        manage(database, tmp_path / "media", write, place)
    (second,) = there.iterdir()
    begin_anew()
    call_command(read, second)
    third = exported(write, name="back")
    for part in ("tables", "files"):
        assert manifest(first)[part] == manifest(second)[part] == manifest(third)[part]
    rows = sum(table["rows"] for table in manifest(first)["tables"].values())
    record(f"{write} into the other kind of database and back", f"{rows:,} rows, all the same")
