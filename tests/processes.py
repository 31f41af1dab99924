"""`manage.py start` as a process of its own, as `make run` begins it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]


@contextmanager
def started(folder: Path, **environment: str) -> Iterator[subprocess.Popen]:
    """Begin it with its data in a folder and on a port that is free."""
    process = subprocess.Popen(
        [sys.executable, "-u", ROOT / "manage.py", "start"],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "dci.settings",
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "MEDIA_ROOT": str(folder / "media"),
            "PORT": "0",
        }
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def printed_until(process: subprocess.Popen, text: str) -> str:
    """What the process prints, up to the first line that holds a text."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            return "".join(lines)
    raise AssertionError(f"{''.join(lines)}{process.stderr.read()}")
