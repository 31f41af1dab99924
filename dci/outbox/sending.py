"""Sends what waits, once each, however many processes do so at the same time."""

import logging
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .models import Mail
from .smtp import SomeRefused

logger = logging.getLogger(__name__)

# What a mail server says of one mail. Every other failure of it would be that of the next mail too.
OF_ONE_MAIL = (SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused)


@dataclass
class Outcome:
    """How many mails were sent and given up, and why no more could be sent, if so."""

    sent: int = 0
    given_up: int = 0
    problem: str = ""


def send_due() -> Outcome:
    """Send every mail whose time has come, until the mail server is found to be away."""
    outcome = Outcome()
    server = get_connection(settings.MAIL_BACKEND)
    try:
        for mail in Mail.objects.due().order_by("next_try", "pk"):
            if mail.claim() and not _sent(mail, server, outcome):
                break
    finally:
        _close(server)
    outcome.given_up += _give_up()
    return outcome


def _sent(mail: Mail, server: BaseEmailBackend, outcome: Outcome) -> bool:
    """Send a mail that is ours. Returns whether there is a mail server to send more to."""
    try:
        server.open()  # nothing, where it is
        server.send_messages([mail.message()])
    except Exception as error:  # whatever it was, the mail is kept and the next one has its turn
        is_away = isinstance(error, OSError) and not isinstance(error, OF_ONE_MAIL)
        outcome.problem = described(error) if is_away else outcome.problem
        outcome.given_up += _note(mail, error)
        return not is_away
    mail.delete()
    outcome.sent += 1
    return True


def _note(mail: Mail, error: Exception) -> bool:
    """Note why a mail was not sent. Returns whether it never can be."""
    is_final = _is_final(error)
    values = {"problem": described(error)}
    if is_final:
        values["next_try"] = None
    if isinstance(error, SomeRefused):
        values["content"] = mail.content | {"left": [*error.recipients]}
    Mail.objects.filter(pk=mail.pk).update(**values)
    logger.warning("Mail %s could not be sent: %s", mail.pk, described(error))
    return is_final


def _is_final(error: Exception) -> bool:
    """Whether the mail server knows none of those whom it has refused, and never will."""
    return isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _reason in error.recipients.values()
    )


def _give_up() -> int:
    """Stop trying what has been tried for days, and just now for the last time."""
    number = Mail.objects.too_old().update(next_try=None)
    if number:
        logger.error("%d mails were given up, see the state of the site", number)
    return number


def described(error: Exception) -> str:
    """A failure in a word or two. What a mail server says names people."""
    codes = [getattr(error, "smtp_code", "")]
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _reason in error.recipients.values()})
    return " ".join([type(error).__name__, *map(str, codes)]).strip()


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (OSError, SMTPException):  # it has gone while we took our leave
        logger.info("The mail server was gone before its connection was closed")
