"""What is said before something is deleted: where it is used, and what could take its place.

Each app says where its own things are replaced with the hook ``register_replacing``: a function of
the object and the user that returns the address, or ``None`` for what is not its own or for whom
may not.
"""

from django.db import models
from wagtail import hooks

from .uses import Use, uses_of

HOOK = "register_replacing"


def replacing_url(obj: models.Model, user: models.Model) -> str | None:
    """Where ``obj`` is replaced everywhere, if it can be."""
    return next((url for find in hooks.get_hooks(HOOK) if (url := find(obj, user))), None)


def uses_before_deleting(obj: models.Model, user: models.Model) -> tuple[list[Use], str | None]:
    """Where ``obj`` is used, and where it is replaced; nothing for what can't be replaced."""
    url = replacing_url(obj, user)
    return (uses_of(obj, user) if url else []), url
