"""The outermost layer of the application: most visitors' requests go no further.

A WSGI application around Django's, because a middleware inside Django comes too late: by then its
own work has cost several times what the whole answer costs here (docs/decisions.md).
"""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread
from time import sleep

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, connection, connections

from . import purging
from .answers import ask
from .asked import Asked, reader
from .entries import Entry
from .store import Store
from .versions import Version, Versions

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
WARMED = 50  # pages, those that were asked for most
WATCHED = 1  # seconds between two looks at the version

log = logging.getLogger(__name__)


def around(application: Callable) -> Callable:
    """``application`` behind the page cache that the settings name, or as it is."""
    if not settings.PAGE_CACHE:
        return application
    most = settings.PAGE_CACHE_MEGABYTES * 1024**2
    cache = PageCache(application, Path(settings.PAGE_CACHE), most, settings.SEVERAL_MACHINES)
    if not settings.SEVERAL_MACHINES:
        Thread(target=cache.watch, daemon=True).start()
    return cache


class PageCache:
    """``application`` and, before it, the pages that it has made and that are still true.

    folder: where they are kept; one that cannot be written to raises ``ImproperlyConfigured``.
    most: how many bytes there may be of them.
    several_machines: whether others than the processes that share the folder change the site.
    """

    def __init__(self, application: Callable, folder: Path, most: int, several_machines: bool):
        self.application = application
        try:
            self.versions = Versions(folder, several_machines)
            self.store = Store(folder, most)
        except OSError as error:
            raise ImproperlyConfigured(
                f"Nothing can be written to PAGE_CACHE={folder} ({error.strerror}): name another"
                " folder, change who may write to it, or say off."
            ) from error
        self.read = reader()
        self.warming = Thread()

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        asked = self.read(environ)
        if asked is None:
            return self._passed_on(environ, start_response)
        version = self._version()
        if version is None:
            return self.application(environ, start_response)
        if entry := self.store.get(version, asked):
            return entry.sent(environ, start_response)
        return self._made(version, asked, environ, start_response)

    def _version(self) -> Version | None:
        """That of which the answer must be. On a full disk there is none, as ``watch`` tells; then
        pages are made for each who asks."""
        try:
            return self.versions.current()
        except OSError:
            return None

    def _passed_on(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """What is not for everybody. Who writes is answered when readers will see it."""
        body = self.application(environ, start_response)
        if environ["REQUEST_METHOD"] not in SAFE:
            self.changed()
        return body

    def _made(
        self, version: Version, asked: Asked, environ: dict, start_response: Callable
    ) -> Iterable[bytes]:
        """What the application answers now, kept if it is for everybody."""
        with self.store.making(asked):
            entry = self.store.get(version, asked)
            if entry is None:
                answer = ask(self.application, asked.environ(environ))
                if answer.is_for_everybody:
                    entry = Entry.of(answer)
                    self.store.put(version, asked, entry)
        if entry:
            return entry.sent(environ, start_response)
        if environ.get("QUERY_STRING", "") != asked.query:
            answer.close()  # a form, or an address of an older site, may read all behind its ?
            return self.application(environ, start_response)
        return answer.sent(environ, start_response)

    def changed(self) -> None:
        """Something may have been written, and committed."""
        before = self.store.memory
        try:
            version = self.versions.renew()
            if before.version != version:
                purging.begin()
        except (DatabaseError, InterfaceError):
            connection.close()
            self.versions.distrust()
            return
        except OSError:  # a full disk: what was saved is saved, and nobody keeps it
            self.versions.distrust()
            purging.begin()
            return
        if before.version != version and not self.warming.is_alive():
            self.warming = Thread(target=self.warm, args=[before.most_asked(WARMED)], daemon=True)
            self.warming.start()

    def watch(self) -> None:
        """See for ever that the link says the truth, also while a web server hands out the pages
        by itself and nobody asks here: days begin, and commands write."""
        while True:
            try:
                self.versions.current()
            except Exception:  # a full disk, say; whoever ended here would let all pages grow old
                log.exception("The version of the pages could not be told")
            sleep(WATCHED)

    def warm(self, wanted: Iterable[Asked]) -> None:
        """Make what visitors have asked for, so that none of them waits for it."""
        try:
            for asked in wanted:
                self(asked.as_environ(), lambda status, headers, error=None: None)
        finally:
            connections.close_all()
