"""The objects whose lanes are kept: their content type, and the lock that all writers take."""

from contextlib import AbstractContextManager

from django.contrib.contenttypes.models import ContentType
from django.db import models

from dci.row_lock import row_lock


def owner_type(obj: models.Model) -> ContentType:
    """The content type under which an object's lanes are kept: for pages, the base page's."""
    model = obj._meta.all_parents[-1] if obj._meta.all_parents else type(obj)
    return ContentType.objects.get_for_model(model)


def owner_lock(obj: models.Model) -> AbstractContextManager:
    """The row lock that every writer of an object or of one of its lanes takes first."""
    return row_lock(owner_type(obj).model_class(), obj.pk)
