"""What visitors have written, for as long as they were told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

from dci import languages


class MessageQuerySet(models.QuerySet):
    def out_of_date(self) -> "MessageQuerySet":
        """Those that have been kept for as many days as visitors are told."""
        return self.filter(submit_time__lt=timezone.now() - kept_for())


def kept_for() -> timedelta:
    return timedelta(days=settings.MESSAGE_DAYS)


class Message(AbstractFormSubmission):
    """What a visitor has written; nothing is kept of who or where they are but their answers."""

    LANGUAGE, ERASED = "message-language", "message-erased"  # no name of a question has a hyphen

    language = models.CharField(_("language"), max_length=12)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ()  # who may edit the page reads them

    def __str__(self) -> str:
        return f"{self.page} – {self.pk}"

    @property
    def erased_at(self) -> datetime:
        return self.submit_time + kept_for()

    def get_data(self) -> dict:
        own = {self.LANGUAGE: languages.name(self.language), self.ERASED: self.erased_at.date()}
        answers = {name: _in_words(answer) for name, answer in super().get_data().items()}
        return answers | own


def _in_words(answer):
    """An answer as staff read it: a box that was ticked is no "True"."""
    if isinstance(answer, bool):
        return gettext("Yes") if answer else gettext("No")
    return "" if answer is None else answer
