"""Asks the application once more where the database went away while somebody was reading.

A database that is restarted ends all connections, and is back a moment later: who only reads need
not notice. While it stays away nobody is kept waiting.
"""

import time
from collections.abc import Callable, Iterable

AWAY = "dci.database_away"  # in the environ: the answer tells of a database that is away
PAUSE = 0.3  # seconds before the second try
LET_BE = 5  # seconds in which none is made, after one that was in vain
# What drivers say when it is the connection that has failed, and not what was asked.
OF_THE_CONNECTION = (
    *("OperationalError", "InterfaceError", "AdminShutdown", "CrashShutdown", "CannotConnectNow"),
)


def is_away(error: BaseException | None) -> bool:
    return error is not None and type(error.__cause__ or error).__name__ in OF_THE_CONNECTION


class SecondTry:
    """``application``, which is asked again if nothing but reading was wanted."""

    def __init__(self, application: Callable):
        self.application = application
        self.in_vain = 0.0

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or self._let_be():
            return self.application(environ, start_response)
        begun = []
        body = self.application(environ, lambda *said: begun.append(said))
        if not environ.pop(AWAY, False):
            start_response(*begun[-1])
            return body
        body.close()
        time.sleep(PAUSE)
        body = self.application(environ, start_response)
        if AWAY in environ:
            self.in_vain = time.monotonic()
        return body

    def _let_be(self) -> bool:
        return bool(self.in_vain) and time.monotonic() - self.in_vain < LET_BE
