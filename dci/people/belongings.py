"""All rows that name a person: to tell them what is kept, and to erase what is only theirs."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models

# Part of the content, and of its history: they stay, and are a former colleague's.
CONTENT = {"wagtailcore.Comment", "wagtailcore.CommentReply"}
# What opens a door is told to nobody, not even to its owner.
SECRET = {"password", "data", "key", "key_hash", "session_key", "hash"}
# By these somebody has only dealt with what another person wrote, which is that person's.
DEALT_WITH = {"resolved_by"}
# Of what is long or other people's too, that it is there is told, and not what it says.
LONG = (models.JSONField, models.BinaryField)


def links() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """The fields of all models that name a person."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if field.is_relation and field.related_model is get_user_model():
                yield model, field


def of(person: models.Model) -> dict[str, list[dict]]:
    """What is kept of ``person``, by kind: the rows, in words that a program reads too."""
    found = {str(person._meta.verbose_name): [_said(person, person._meta.concrete_fields)]}
    groups = Group.objects.filter(user=person).order_by("name")
    found["groups"] = [{"name": group.name} for group in groups]
    for model, field in links():
        rows = model._base_manager.filter(**{field.name: person}).order_by("pk")
        said = [_said(row, _told(field)) for row in rows.iterator()]
        if said:
            # Two kinds of rows may be called the same.
            found.setdefault(f"{model._meta.verbose_name} ({field.verbose_name})", []).extend(said)
    return found


def _told(link: models.ForeignKey) -> list[models.Field]:
    """The columns of rows that name a person by ``link``; of others' words, which and when."""
    fields = link.model._meta.concrete_fields
    if link.name not in DEALT_WITH:
        return fields
    when = [field for field in fields if isinstance(field, models.DateField)]
    return [link.model._meta.pk, link, *when]


def _said(row: models.Model, fields: Iterable[models.Field]) -> dict:
    """What those of the columns hold that hold something."""
    return {
        field.name: _value(getattr(row, field.attname))
        for field in fields
        if not isinstance(field, LONG)
        and field.name not in SECRET
        and getattr(row, field.attname) not in (None, "")
    }


def _value(value):
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, date):  # a time too
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else str(value)[:10_000]


def only_theirs() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Of ``links``, those whose rows are for the person alone: settings, keys, sessions."""
    for model, field in links():
        if field.remote_field.on_delete is models.CASCADE and model._meta.label not in CONTENT:
            yield model, field
