"""Files between their upload and somebody's decision.

They are kept where sessions are, each as one of its own: on the server, for all processes, and
for a day. The user's own session stays small and knows nothing of them.
"""

from dataclasses import asdict
from importlib import import_module

from django.conf import settings

from .receiving import ReceivedFile
from .units import Answer

A_DAY = 24 * 60 * 60
OWNER, LANGUAGE, FILES = "translations_of", "language", "files"


def _store(key: str | None = None):
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def keep(user, language: str, files: list[ReceivedFile]) -> str:
    """Keep files for ``user``. Returns the key by which only ``user`` gets them."""
    store = _store()
    store[OWNER], store[LANGUAGE] = user.pk, language
    store[FILES] = [asdict(file) for file in files]
    store.set_expiry(A_DAY)
    store.create()
    return store.session_key


def kept(user, key: str) -> tuple[str, list[ReceivedFile]] | None:
    """The language and the files; ``None`` if there are none, any more, or none of ``user``'s."""
    store = _store(key)
    if store.get(OWNER) != user.pk:
        return None
    return store[LANGUAGE], [_file(data) for data in store[FILES]]


def forget(user, key: str) -> None:
    if kept(user, key):
        _store(key).delete()


def _file(data: dict) -> ReceivedFile:
    return ReceivedFile(**{**data, "answers": [Answer(**one) for one in data["answers"]]})
