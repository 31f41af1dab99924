"""A mail server that takes a mail for some of those whom it is for, and refuses others.

``smtplib`` returns those others, and Django drops what it returns: nobody would learn of them.
"""

from smtplib import SMTP, SMTP_SSL, SMTPRecipientsRefused

from django.core.mail.backends.smtp import EmailBackend


class SomeRefused(SMTPRecipientsRefused):
    """The mail was sent, and not to these ``recipients``."""


class _Telling:
    def sendmail(self, *args, **kwargs) -> dict:
        if refused := super().sendmail(*args, **kwargs):
            raise SomeRefused(refused)
        return {}


class Plain(_Telling, SMTP):
    pass


class Encrypted(_Telling, SMTP_SSL):
    pass


class SmtpBackend(EmailBackend):
    """Django's, which raises ``SomeRefused`` when a mail was sent to the others only."""

    @property
    def connection_class(self) -> type[SMTP]:
        return Encrypted if self.use_ssl else Plain
