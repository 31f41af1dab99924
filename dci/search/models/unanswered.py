"""What readers looked for and did not find."""

import re
from datetime import timedelta

from django.db import OperationalError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=90)
LONGEST = 60  # characters
MOST = 2000  # rows, so that nobody can fill the database by searching
# Addresses and numbers of people, which some type into any field.
PERSONAL = re.compile(r"@|\d[\d\s./-]{5,}")


class UnansweredQuerySet(models.QuerySet):
    def record(self, words: str, language: str) -> None:
        """Count a search without a result: its words, a day, and nothing about the reader.

        A reader never gets an error because of it; on SQLite they wait for who is writing.
        """
        words = words.casefold()[:LONGEST].strip()
        if not words or PERSONAL.search(words):
            return
        try:
            with transaction.atomic():
                self._count(words, language, timezone.localdate())
        except OperationalError:  # someone else is writing
            return

    def _count(self, words: str, language: str, today) -> None:
        known = self.filter(language=language, words=words)
        if known.update(times=F("times") + 1, last_asked=today):
            return
        self.filter(last_asked__lt=today - KEPT).delete()
        if self.count() < MOST:
            row = self.model(language=language, words=words, last_asked=today)
            self.bulk_create([row], ignore_conflicts=True)


class UnansweredQuery(models.Model):
    """A search without a result, however many have made it."""

    language = models.CharField(_("language"), max_length=12)
    words = models.CharField(_("words"), max_length=LONGEST)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_asked = models.DateField(_("last on"))

    objects = UnansweredQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        default_permissions = ("view",)
        ordering = ["-times", "-last_asked", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["language", "words"], name="one_row_a_search")
        ]

    def __str__(self) -> str:
        return self.words
