"""A number that the processes of a machine share, and read without a system call.

A system call costs as much as the rest of a kept page: during it Python lets another thread go on,
and then waits for that one. The memory is only read; the number is written as files are, over what
is there, so where a disk is full it still can be, and nobody is ended for touching memory.
"""

import secrets
from mmap import PROT_READ, mmap
from pathlib import Path

LENGTH = 8  # bytes, which a processor reads at once
NONE = 0  # while what the mark stands for changes


class Mark:
    """The number in ``path``, which is made where it is missing. Raises ``OSError``."""

    def __init__(self, path: Path):
        self._path = path
        with path.open("ab") as file:
            if file.tell() < LENGTH:
                file.write(bytes(LENGTH))
        with path.open("rb") as file:
            self._memory = memoryview(mmap(file.fileno(), LENGTH, prot=PROT_READ)).cast("Q")

    def read(self) -> int:
        return self._memory[0]

    def take_away(self) -> None:
        """Until it is renewed, there is ``NONE``."""
        self._write(bytes(LENGTH))

    def renew(self) -> None:
        """Make it one that it never was."""
        self._write(secrets.token_bytes(LENGTH))

    def _write(self, number: bytes) -> None:
        with self._path.open("r+b", buffering=0) as file:
            file.write(number)
