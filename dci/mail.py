"""Mail that never costs anybody their work."""

import logging
from functools import partial

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction

logger = logging.getLogger(__name__)


class AfterCommitBackend(BaseEmailBackend):
    """Sends what was written in a transaction once that has been committed.

    Each request is one: without this, a mail server that is down would take back what somebody
    has just saved, and a mail would tell of what was taken back for another reason. Outside a
    transaction mail is sent at once, and the caller gets the error.
    """

    def send_messages(self, messages: list[EmailMessage]) -> int:
        if not transaction.get_connection().in_atomic_block:
            return self._send(messages)
        transaction.on_commit(partial(self._try_to_send, messages))
        return len(messages)

    def _send(self, messages: list[EmailMessage]) -> int:
        return get_connection(settings.MAIL_BACKEND).send_messages(messages)

    def _try_to_send(self, messages: list[EmailMessage]) -> None:
        try:
            self._send(messages)
        except Exception:  # whatever a mail server can do wrong, the work is saved
            logger.exception("%d mails could not be sent", len(messages))
