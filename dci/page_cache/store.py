"""Where entries are kept: in the process, and in a folder that its processes share."""

import fcntl
import os
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from operator import itemgetter
from pathlib import Path

from . import files
from .asked import ONE_OF_MANY, Asked
from .entries import Entry
from .versions import Version
from .whole import write_whole

IN_MEMORY = 16 * 1024**2  # bytes, of each process
LOCKS = 256


class Memory:
    """What a process has at hand of one version."""

    def __init__(self, version: Version | None = None):
        self.version = version
        self.entries: dict[Asked, Entry] = {}
        self.hits: Counter[Asked] = Counter()
        self.of_many: dict[Asked, None] = {}
        self.size = 0

    def get(self, asked: Asked) -> Entry | None:
        entry = self.entries.get(asked)
        if entry:
            self.hits[asked] += 1
        return entry

    def most_asked(self, number: int) -> list[Asked]:
        """What it was asked for most, of what it has."""
        hits = list(self.hits.copy().items())
        hits.sort(key=itemgetter(1), reverse=True)
        return [asked for asked, _ in hits if asked in self.entries][:number]

    def keep(self, asked: Asked, entry: Entry) -> None:
        if asked not in self.entries:
            self.size += entry.size
            if asked.is_one_of_many:
                self.of_many[asked] = None
        self.entries[asked] = entry
        self.hits[asked] += 1
        while self.size > IN_MEMORY and len(self.entries) > 1:
            with suppress(KeyError, RuntimeError):  # another thread makes room too
                oldest = next(iter(self.of_many or self.entries))
                self.of_many.pop(oldest, None)
                self.size -= self.entries.pop(oldest).size
                del self.hits[oldest]  # or made-up queries would fill the memory


class Store:
    """Entries of the version that is asked for. ``most`` is how many bytes the folder may hold."""

    def __init__(self, folder: Path, most: int):
        self.folder, self.most = folder, most
        self.memory = Memory()
        self._written = most  # the folder is measured when something is put into it

    def get(self, version: Version, asked: Asked) -> Entry | None:
        memory = self.memory
        if memory.version is not version and memory.version != version:
            memory = self.memory = Memory(version)
        entry = memory.get(asked)
        if entry is None and (entry := self._read(version, asked)):
            memory.keep(asked, entry)
        return entry

    def put(self, version: Version, asked: Asked, entry: Entry) -> None:
        """Keep it, whole or not at all. A full disk costs speed and nothing else."""
        memory = self.memory
        if memory.version == version:
            memory.keep(asked, entry)
        with suppress(OSError):
            folder = self.folder / version.name
            self._written += write_whole(folder / asked.name, entry.dumped())
            self._written += files.write(entry, asked, folder)
            if self._written > self.most // 8:
                self._written = 0
                self._make_room(folder)

    @contextmanager
    def making(self, asked: Asked) -> Iterator[None]:
        """One maker of an entry at a time, in all processes; who has waited finds it made.

        On a full disk, where there may be no room for the lock, several make it.
        """
        lock = self.folder / "locks" / str(int(asked.name[:4], 16) % LOCKS)
        with ExitStack() as stack:
            with suppress(OSError):
                lock.parent.mkdir(parents=True, exist_ok=True)
                fcntl.flock(stack.enter_context(lock.open("w")), fcntl.LOCK_EX)
            yield

    def _read(self, version: Version, asked: Asked) -> Entry | None:
        try:
            return Entry.loaded((self.folder / version.name / asked.name).read_bytes())
        except OSError:
            return None

    def _make_room(self, folder: Path) -> None:
        """Take files away until there is room for an eighth more: the oldest, of many first."""
        kept = []
        for path in _below(folder):
            with suppress(FileNotFoundError):  # another process makes room too
                about = path.lstat()
                if stat.S_ISREG(about.st_mode):
                    is_alone = path.suffix != ONE_OF_MANY
                    kept.append((is_alone, about.st_ctime_ns, about.st_size, path))
        excess = sum(size for *_, size, _ in kept) - self.most * 7 // 8
        for *_, size, path in sorted(kept):
            if excess <= 0:
                return
            _take_away(path, folder)
            excess -= size


def _below(folder: Path) -> Iterator[Path]:
    """All files. A folder that goes meanwhile has none."""
    for place, _folders, names in os.walk(folder):
        yield from (Path(place, name) for name in names)


def _take_away(path: Path, top: Path) -> None:
    """And the folders below ``top`` that it was the last in: a made-up address leaves none."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == top:
            return
        try:
            folder.rmdir()
        except OSError:  # there is something in it, or it has gone
            return
