"""The mails that have not been sent. What was sent is gone: it holds names, and words for them."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import DNS_NAME, EmailMessage, EmailMultiAlternatives
from django.core.mail.message import make_msgid
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=1)


class MailQuerySet(models.QuerySet):
    def write(self, message: EmailMessage) -> "Mail":
        """Keep ``message``. Raises ``ValueError`` for what could never be sent."""
        if message.attachments:
            raise ValueError("A mail with attachments can't wait in the outbox.")
        message.message()  # refuses headers of two lines
        return self.create(content=_content(message))

    def waiting(self) -> "MailQuerySet":
        """Those that are to be sent, now or later."""
        return self.filter(next_try__isnull=False)

    def due(self) -> "MailQuerySet":
        """Those whose time has come. One much further off than the longest pause is the work of a
        clock that was wrong: whoever waits for it may wait for years. The clock of another machine,
        which has just taken a mail, may be a little ahead of ours."""
        now = timezone.now()
        is_due = Q(next_try__lte=now) | Q(next_try__gt=now + 2 * LONGEST_PAUSE)
        return self.waiting().filter(is_due)

    def given_up(self) -> "MailQuerySet":
        return self.filter(next_try=None)

    def too_old(self) -> "MailQuerySet":
        """Those that have been tried for so long that nobody waits for them any more."""
        return self.waiting().filter(written_at__lt=timezone.now() - days())

    def out_of_date(self) -> "MailQuerySet":
        """Those given up that staff have had as many days again to see."""
        return self.given_up().filter(written_at__lt=timezone.now() - 2 * days())


def days() -> timedelta:
    return timedelta(days=settings.MAIL_DAYS)


class Letter(EmailMultiAlternatives):
    """A mail that names all whom it is for, and goes to those who have not got it yet."""

    def __init__(self, *args, left: list[str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.left = left

    def recipients(self) -> list[str]:
        return super().recipients() if self.left is None else self.left


class Mail(models.Model):
    """A mail, until the mail server has taken it."""

    content = models.JSONField()  # the arguments of a ``Letter``
    written_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True, default=timezone.now, db_index=True)
    problem = models.CharField(_("problem"), max_length=100, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"  # whom it is for is nothing to print

    def claim(self) -> bool:
        """Take the mail to send it; ``False`` when somebody else has taken it meanwhile.

        It is noted before sending when to try again. So nothing is locked while a mail server
        takes its time, and a process that dies leaves a mail that is tried again.
        """
        pause = FIRST_PAUSE * min(2**self.tries, LONGEST_PAUSE // FIRST_PAUSE)
        mine = Mail.objects.due().filter(pk=self.pk, tries=self.tries)
        now = timezone.now()
        return bool(
            mine.update(
                tries=F("tries") + 1,
                next_try=now + pause,
                written_at=min(self.written_at, now),  # or a wrong clock would put off its end
            )
        )

    def message(self) -> Letter:
        return Letter(**self.content)

    @property
    def recipients(self) -> list[str]:
        """Whom it has not reached yet."""
        return self.content.get("left") or self.content["to"]


def _content(message: EmailMessage) -> dict:
    """What a mail is made from. It keeps its number, by which a second copy would be known."""
    headers = {"Message-ID": make_msgid(domain=DNS_NAME)} | message.extra_headers
    lists = {name: list(getattr(message, name)) for name in ("to", "cc", "bcc", "reply_to")}
    alternatives = [list(part) for part in getattr(message, "alternatives", [])]
    return lists | {
        "subject": str(message.subject),
        "body": str(message.body),
        "from_email": message.from_email,
        "headers": headers,
        "alternatives": alternatives,
    }
