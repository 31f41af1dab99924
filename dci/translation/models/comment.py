"""A remark on a segment."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .lane import Translation


class Comment(models.Model):
    """What somebody says of a segment, to the translators or to the source's author."""

    class Audience(models.TextChoices):
        TRANSLATORS = "translators", _("the translators")
        AUTHOR = "author", _("the author of the source")

    lane = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="comments")
    path = models.TextField()
    text = models.TextField(_("comment"), max_length=2000)
    audience = models.CharField(
        _("for"), max_length=20, choices=Audience, default=Audience.TRANSLATORS
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
