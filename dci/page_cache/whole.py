"""Writing a file so that nobody ever reads half of it."""

import os
import uuid
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes, moment: int | None = None) -> int:
    """Put a whole file there, of that time (seconds since 1970) or of now. How long it is.

    Raises ``OSError`` where it cannot be written; then nothing is there that was not before.
    """
    new = path.with_name(f"new_{uuid.uuid4().hex}")
    try:
        new.write_bytes(data)
        if moment is not None:
            os.utime(new, (moment, moment))
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    return len(data)
