"""Linux's folder in memory, for what a run of tests writes and throws away."""

import os
import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - what tests keep in it lies in folders made anew
ROOM = 2 * 1024**3  # bytes: far more than the databases of two runs take, with their journals


def folder() -> Path | None:
    """Where no test waits for a disk; None, the usual place, where there is no room."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy and os.access(MEMORY, os.W_OK) else None
