"""A remark on a segment."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..alignment import Segment
from .lane import Translation


class CommentQuerySet(models.QuerySet):
    def follow(self, before: list[Segment], after: list[Segment]) -> None:
        """Let the comments of a lane go with the text that they speak of to its new path."""
        now = {segment.path: {segment.source, segment.old_source} for segment in after}
        places = {text: path for path, texts in reversed(now.items()) for text in texts if text}
        moved = {
            segment.path: places[segment.source]
            for segment in before
            if segment.source in places and segment.source not in now.get(segment.path, ())
        }
        for comment in self.filter(path__in=moved) if moved else ():
            self.filter(pk=comment.pk).update(path=moved[comment.path])


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

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["created_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text
