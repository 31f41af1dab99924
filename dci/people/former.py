"""An account whose data were erased is a former colleague's, in the language of whoever reads.

By a signal, because histories, comments and reports, Wagtail's and ours, ask the account itself for
its name. Stored is the name in the source language, by which lists sort.
"""

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.signals import post_init
from django.utils.translation import gettext


def username(pk: int) -> str:
    """What such an account is called where each name must be another."""
    return f"former-{pk}"


def connect() -> None:
    """Once, when the apps are ready."""
    post_init.connect(_call, sender=get_user_model())


def _call(instance: models.Model, **kwargs) -> None:
    # Columns that were not asked for stay so: to look would be a query for each account.
    loaded = instance.__dict__
    if loaded.get("first_name") and loaded.get("username") == username(instance.pk):
        instance.first_name = gettext("A former colleague")
