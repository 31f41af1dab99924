"""Has mails sent while nobody waits for it: one thread a process, there while there is work.

What a process leaves behind when it ends is sent by ``manage.py send_mails``.
"""

import logging
from threading import Lock, Thread

from django.db import connections

from . import sending

logger = logging.getLogger(__name__)


class Courier:
    def __init__(self):
        self._lock = Lock()
        self._is_asked = False
        self.thread: Thread | None = None

    def wake(self) -> None:
        """Have everything sent that is due from now on."""
        with self._lock:
            self._is_asked = True
            if self.thread is None:
                thread = Thread(target=self._work, name="courier")
                thread.start()  # where that fails, the next mail tries again
                self.thread = thread

    def _work(self) -> None:
        while self._has_work():
            try:
                sending.send_due()
            except Exception:  # the database is away, say: the mails are kept, and tried later
                logger.exception("Mails could not be sent")
            finally:
                connections.close_all()

    def _has_work(self) -> bool:
        """Whether somebody has asked since; where nobody has, the thread is about to end."""
        with self._lock:
            is_asked, self._is_asked = self._is_asked, False
            if not is_asked:
                self.thread = None
            return is_asked


courier = Courier()
wake = courier.wake
