"""What has been published before: the translation memory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .lane import Translation


class MemoryEntry(models.Model):
    """A segment of a published lane, with its translation as it is public."""

    lane = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="memory")
    language = models.CharField(max_length=12)
    path = models.TextField()
    source = models.TextField()
    target = models.TextField()
    is_html = models.BooleanField(default=False)
    # Of the source: a text can't be indexed on every database, its digest can.
    digest = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("entry of the memory")
        verbose_name_plural = _("translation memory")
        default_permissions = ()
        indexes = [models.Index(fields=["language", "digest"], name="memory_language_digest")]

    def __str__(self) -> str:
        return self.source
