"""Every mail's way out (``EMAIL_BACKEND``)."""

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction

from . import courier
from .models import Mail


class OutboxBackend(BaseEmailBackend):
    """Keeps mails in the transaction that they are written in, and has them sent after it.

    So a mail server that is away costs nobody their work, keeps nobody waiting and loses no mail;
    and no mail tells of what was taken back.
    """

    def send_messages(self, messages: list[EmailMessage]) -> int:
        with transaction.atomic():
            written = [Mail.objects.write(message) for message in messages if message.recipients()]
            transaction.on_commit(courier.wake)
        return len(written)
