"""What somebody has sent, between its arrival and their decision.

It is kept where sessions are, each as one of its own: on the server, for all processes, and for a
day. The user's own session stays small and knows nothing of it.
"""

from importlib import import_module

from django.conf import settings

A_DAY = 24 * 60 * 60
OWNER, SUBJECT, DATA = "put_by_for", "subject", "data"


def keep(user, subject: str, data) -> str:
    """Keep ``data``, which is JSON, for ``user``. Returns the key by which only they get it."""
    store = _store()
    store[OWNER], store[SUBJECT], store[DATA] = user.pk, subject, data
    store.set_expiry(A_DAY)
    store.create()
    return store.session_key


def kept(user, subject: str, key: str):
    """The data; ``None`` if there are none, any more, or none of ``user``'s about ``subject``."""
    store = _store(key)
    if store.get(OWNER) != user.pk or store[SUBJECT] != subject:
        return None
    return store[DATA]


def forget(user, subject: str, key: str) -> None:
    if kept(user, subject, key) is not None:
        _store(key).delete()


def _store(key: str | None = None):
    return import_module(settings.SESSION_ENGINE).SessionStore(key)
