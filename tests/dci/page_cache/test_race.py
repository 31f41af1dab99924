"""Several processes that edit and read the same pages at the same time."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests import databases
from tests.dci.page_cache.racing import PAGES, SIZE
from tests.effort import tries
from tests.factories import ContentFactory
from tests.record import record


@pytest.fixture
def begin(transactional_db, tmp_path):
    """Begin a process of the site; two share the folder of a machine."""
    for page in range(PAGES):
        ContentFactory(title_en="Number 0", slug=f"page-{page}")
    notes = tmp_path / "notes"
    notes.write_bytes(bytes(PAGES * SIZE))
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "dci.settings",
        "DATABASE_URL": databases.address(connection.settings_dict["NAME"]),
        "LOG_LEVEL": "ERROR",
    }
    begun = []

    def begin(role: str, number: int, machine: str, several: bool) -> subprocess.Popen:
        own = {"PAGE_CACHE": str(tmp_path / machine), "SEVERAL_MACHINES": str(int(several))}
        command = [sys.executable, "-m", "tests.dci.page_cache.racing", role, str(number), notes]
        process = subprocess.Popen(
            command, env=environment | own, stderr=subprocess.PIPE, text=True
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.mark.long
@pytest.mark.audit
@pytest.mark.alone
@pytest.mark.parametrize("several", tries([False], audit=[False, True]))
def test_no_reader_sees_what_was_public_before_a_saved_change(begin, several):
    readers, reads = tries((1, 100), audit=(2, 5_000))
    for page in range(PAGES):
        begin("edit", page, f"machine-{page if several else 0}", several)
    begun = [
        begin("read", reads, f"machine-{number if several else 0}", several)
        for number in range(readers)
    ]
    for reader in begun:
        assert (reader.communicate()[1], reader.returncode) == ("", 0)
    where = "several machines" if several else "one machine"
    record(
        f"kept pages read while they change, {where}",
        f"{readers} readers, {reads:,} pages each, none older than the last save",
    )
