"""How often a translator wants to hear what has become outdated."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DigestPreference(models.Model):
    """A person's wish; who has said nothing gets a digest a week."""

    class Frequency(models.TextChoices):
        NEVER = "never", _("never")
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every week")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_preference"
    )
    frequency = models.CharField(
        _("digest by e-mail"), max_length=10, choices=Frequency, default=Frequency.WEEKLY
    )
    last_sent = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {self.get_frequency_display()}"
