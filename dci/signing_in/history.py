"""Signing in and out, and changes of what somebody may do, in Wagtail's site history.

By signals, because it is Django's and Wagtail's code that does these things. Wagtail itself says
that a person or a group was edited; this says which roles and permissions came and went.
"""

from functools import partial

from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Model
from django.db.models.signals import m2m_changed, pre_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

RIGHTS = "signing_in.rights"
PEOPLE = {
    "people.erased": (
        gettext_lazy("Erase somebody’s data"),
        gettext_lazy("Data about the person erased"),
    ),
    "people.exported": (
        gettext_lazy("Download somebody’s data"),
        gettext_lazy("Data about the person downloaded"),
    ),
}
FLAGS = {
    "is_superuser": gettext_lazy("Administrator"),
    "is_active": gettext_lazy("May sign in"),
}
WORDS = {"post_add": "added", "post_remove": "removed"}
FACTORS = {
    "signing_in.code_failed": (
        gettext_lazy("Fail to show a second factor"),
        gettext_lazy("Failed to show the second factor"),
    ),
    "signing_in.factor_added": (
        gettext_lazy("Add a second factor"),
        gettext_lazy("Second factor added"),
    ),
    "signing_in.factor_removed": (
        gettext_lazy("Remove a second factor"),
        gettext_lazy("Second factor removed"),
    ),
    "signing_in.factor_reset": (
        gettext_lazy("Reset a second factor"),
        gettext_lazy("Second factor reset"),
    ),
}
SIGNALS = {
    "signing_in.code_failed": authentication_failed,
    "signing_in.factor_added": authenticator_added,
    "signing_in.factor_removed": authenticator_removed,
    "signing_in.factor_reset": authenticator_reset,
}


class RightsFormatter(LogFormatter):
    label = gettext_lazy("Change rights")

    def format_message(self, log_entry) -> str:
        added, removed = (", ".join(log_entry.data.get(key, [])) for key in WORDS.values())
        if not removed:
            return _("Rights added: %(rights)s") % {"rights": added}
        return _("Rights taken away: %(rights)s") % {"rights": removed}


def register(actions: LogActionRegistry) -> None:
    actions.register_action("signing_in.in", gettext_lazy("Sign in"), gettext_lazy("Signed in"))
    actions.register_action("signing_in.out", gettext_lazy("Sign out"), gettext_lazy("Signed out"))
    actions.register_action(
        "signing_in.failed", gettext_lazy("Fail to sign in"), gettext_lazy("Failed to sign in")
    )
    for name, (label, message) in (FACTORS | PEOPLE).items():
        actions.register_action(name, label, message)
    actions.register_action(RIGHTS)(RightsFormatter)


def connect() -> None:
    """Once, when the apps are ready."""
    people = get_user_model()
    user_logged_in.connect(_signed_in)
    user_logged_out.connect(_signed_out)
    user_login_failed.connect(_failed)
    for action, signal in SIGNALS.items():
        signal.connect(partial(_factor, action=action), weak=False)
    pre_save.connect(_flags, sender=people)
    for sets in (people.groups, people.user_permissions, Group.permissions):
        m2m_changed.connect(_sets, sender=sets.through)


def _signed_in(user, **kwargs) -> None:
    log(user, "signing_in.in", user=user)


def _signed_out(user, **kwargs) -> None:
    if user is not None:  # whose session was over already
        log(user, "signing_in.out", user=user)


def _failed(credentials: dict, **kwargs) -> None:
    """Of a name that nobody has there is nothing to tell."""
    people = get_user_model()
    name = credentials.get(people.USERNAME_FIELD)
    person = people._default_manager.filter(**{people.USERNAME_FIELD: name}).first()
    if person:
        log(person, "signing_in.failed")


def _factor(user, action: str, **kwargs) -> None:
    log(user, action, user=user)


def _flags(instance: Model, update_fields=None, raw=False, **kwargs) -> None:
    if raw or instance._state.adding or not FLAGS.keys() & set(update_fields or FLAGS):
        return
    before = type(instance)._default_manager.filter(pk=instance.pk).values(*FLAGS).first() or {}
    for name, was in before.items():
        if getattr(instance, name) != was:
            log(instance, RIGHTS, data={"removed" if was else "added": [str(FLAGS[name])]})


def _sets(instance: Model, action: str, pk_set, model: type[Model], reverse: bool, **kwargs):
    """Roles of a person or permissions of a group, said from either side."""
    if action not in WORDS or not pk_set:
        return
    rows = model._default_manager.filter(pk__in=pk_set)
    for owner in rows if reverse else [instance]:
        names = [str(instance)] if reverse else sorted(str(row) for row in rows)
        log(owner, RIGHTS, data={WORDS[action]: names})
