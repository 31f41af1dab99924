"""Which version of the public site is the current one: the database's word, the code's, and a time.

On one machine the answer lies in a link, ``current``, that whoever changes something renews before
they are told that it is saved, and after it a mark: who has seen both need look at the mark alone.
On several machines the database is asked each time, and its answer is put into the cache that they
share. While the database is away nothing can be changed: what the link or the shared cache says
holds, and where they say nothing, nobody knows.
"""

import fcntl
import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django.views.debug import get_default_exception_reporter_filter

from . import purging
from .mark import NONE, Mark

# How long what another process has written without us may stay unseen: an import that was killed,
# SQL by hand. Who saves on the site does not wait for it.
UNTOLD = 5  # seconds
SHARED = "public-version"  # in the cache of several machines


@dataclass(frozen=True)
class Version:
    """A state of the public site, until the time at which it changes by itself."""

    release: str
    token: str
    until: int  # seconds since 1970

    @property
    def name(self) -> str:
        """Of the folder with its entries."""
        return f"{self.release}.{self.token}.{self.until}"

    @classmethod
    def named(cls, name: str) -> "Version":
        release, token, until = name.split(".")
        return cls(release, token, int(until))


class Versions:
    """The versions of the site whose pages are kept in ``folder``."""

    def __init__(self, folder: Path, several_machines: bool = False):
        self.folder, self.several_machines = folder, several_machines
        folder.mkdir(parents=True, exist_ok=True)
        self._link = folder / "current"
        self._mark = Mark(folder / "mark")
        self._seen: tuple[int, Version | None] = NONE, None  # a mark, and what the link said then
        self._asked = self._away_until = 0.0
        self._last: Version | None = None  # of several machines
        self._until = ("", 0.0, 0)  # a token, when it was asked for, and until when it is good

    @cached_property
    def release(self) -> str:
        return release()

    def current(self) -> Version | None:
        """The version that an answer must be of; ``None`` when nobody can say."""
        if not self.several_machines and (version := self._linked()):
            return version
        if time.monotonic() < self._away_until:
            return self._remembered()
        try:
            return self.renew()
        except (DatabaseError, InterfaceError):
            connection.close()
            self._asked = time.monotonic()
            if self.several_machines:  # a machine that is away is waited for in vain
                self._away_until = self._asked + UNTOLD
            return self._remembered()

    def _remembered(self) -> Version | None:
        """What was told last by whoever knew, on any machine. Not what this process knew last:
        others may have saved something since."""
        name = cache.get(SHARED) if self.several_machines else self._linked_name()
        return replace(Version.named(name), release=self.release) if name else None

    def _linked(self) -> Version | None:
        """What the link says, while it may be believed."""
        mark = self._mark.read()  # before the link, which may be renewed meanwhile
        seen, version = self._seen  # both at once: other threads write them too
        if mark != seen or mark == NONE:
            name = self._linked_name()
            if not name:
                return None
            version = Version.named(name)
            if version.release != self.release:  # during a deployment others have other code
                return None
            self._seen = mark, version
        is_fresh = time.monotonic() - self._asked < UNTOLD and time.time() < version.until
        return version if is_fresh else None

    def renew(self) -> Version:
        """Ask the database, and let the link say the answer. One after the other, or an older
        answer could be written over a newer one."""
        if self.several_machines:
            version = self._in_database()
            is_old = time.monotonic() - self._asked >= UNTOLD  # the cache may have lost it
            if version != self._last or is_old:
                self._last = version = self._shared(version)
            return version
        with self._alone():
            version = self._in_database()
            self._mark = Mark(self.folder / "mark")  # it may be another, with the folder
            if version.name != self._linked_name():
                self._mark.take_away()
                (self.folder / version.name).mkdir(exist_ok=True)
                new = self.folder / "new"
                new.unlink(missing_ok=True)
                new.symlink_to(version.name)
                new.rename(self._link)
                self._clear(version)
            if self._mark.read() == NONE:  # or whoever changed the link was ended before this
                self._mark.renew()
            self._seen = self._mark.read(), version
        self._asked = time.monotonic()
        return version

    def _shared(self, version: Version) -> Version:
        """Tell the other machines, and go on until it is what the database says: another version
        may have been told meanwhile, and was written over."""
        newer = None
        while newer != version:
            version = newer or version
            cache.set(SHARED, version.name, timeout=None)
            try:
                newer = self._in_database()
            except (DatabaseError, InterfaceError):
                self.distrust()
                raise
        with suppress(FileExistsError):  # another process has found it, and clears it away
            (self.folder / version.name).mkdir(exist_ok=True)
        self._clear(version)
        self._asked = time.monotonic()
        return version

    def distrust(self) -> None:
        """Something was changed and the database no longer says what: everybody asks it again."""
        if self.several_machines:
            cache.delete(SHARED)
            return
        with self._alone():
            Mark(self.folder / "mark").take_away()
            self._link.unlink(missing_ok=True)

    def _in_database(self) -> Version:
        try:
            token = current_token()
        except (DatabaseError, InterfaceError):
            connection.close()  # one that the server has closed meanwhile
            token = current_token()
        now, (known, since, until) = time.time(), self._until
        if token != known or not since <= now < until:  # before it, the clock was put back
            until = int(next_change().timestamp())
            self._until = token, now, until
        return Version(self.release, token, until)

    def _linked_name(self) -> str:
        try:
            return str(self._link.readlink())
        except OSError:
            return ""

    def _clear(self, version: Version) -> None:
        """Older pages of the same code; those of other code are in use while it is replaced."""
        for path in self.folder.glob(f"{version.release}.*"):
            if path.name != version.name:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob("*.*.*"):
            with suppress(FileNotFoundError):  # another process clears too
                if time.time() - path.stat().st_mtime > 24 * 3600 and path.name != version.name:
                    shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)  # somebody may have taken it away
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def tell() -> None:
    """Let visitors see at once what a command has changed."""
    if settings.PAGE_CACHE:
        Versions(Path(settings.PAGE_CACHE), settings.SEVERAL_MACHINES).renew()
    purging.begin()


def current_token() -> str:
    """The database's word for all that visitors see."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM public_version")
        return cursor.fetchone()[0]


def next_change() -> datetime:
    """When the public site changes though nobody changes it: a day or a notice begins or ends."""
    from dci.models import SiteSettings

    now = timezone.localtime()
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    notices = SiteSettings.objects.values_list("notice_from", "notice_until")
    times = [moment for row in notices for moment in row if moment and moment > now]
    return min([midnight, *times])


def release() -> str:
    """A digest of all that pages are made with, but for what is in the database."""
    digest = hashlib.blake2b(digest_size=8)
    files = [
        settings.BASE_DIR / "requirements.txt",
        Path(settings.STATIC_ROOT) / "staticfiles.json",
    ]
    for app in ("dci", "network", "partners", "projects", "templates"):
        files += (settings.BASE_DIR / app).rglob("*.*")
    for path in sorted(path for path in files if path.suffix in OF_PAGES and path.is_file()):
        digest.update(str(path).encode() + path.read_bytes())
    values = get_default_exception_reporter_filter().get_safe_settings()
    digest.update(json.dumps(values, sort_keys=True, skipkeys=True, default=_type).encode())
    return digest.hexdigest()


OF_PAGES = {".py", ".html", ".mo", ".css", ".json", ".yaml", ".txt", ".svg"}


def _type(value: object) -> str:
    return str(value) if isinstance(value, (Path, timedelta)) else type(value).__name__
