"""What the starter content has put on the site."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class StarterObject(models.Model):
    """An object that came with the starter content, so that it is loaded once and never again.

    ``digest`` says how it was when it was loaded; staff who edit or delete it are left alone.
    """

    key = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey()
    digest = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.key
