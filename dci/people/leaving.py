"""How a person leaves: their data go, what they have written stays, as a former colleague's."""

from datetime import datetime, timedelta
from email.utils import getaddresses

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from dci import languages
from dci.outbox.models import Mail
from dci.row_lock import row_lock, table_lock
from dci.translation.models import Translation
from dci.upkeep.models import Upkeep

from . import belongings, former

ERASED, EXPORTED = "people.erased", "people.exported"
FACTOR_RESET = "signing_in.factor_reset"


class LastAdministratorError(Exception):
    """Nobody could manage the site any more."""


def administrators() -> models.QuerySet:
    return get_user_model()._default_manager.filter(is_superuser=True, is_active=True)


@transaction.atomic
def erase(person: models.Model, by: models.Model | None = None) -> None:
    """Take everything from the account that says who it was, and let nobody in by it.

    The row stays, because comments, versions and the history point at it. Raises
    ``LastAdministratorError`` for the only administrator.
    """
    people = get_user_model()
    # Or two at once could erase each other, or somebody save their account meanwhile.
    with table_lock(people), row_lock(people, person.pk):
        if set(administrators()) == {person}:
            raise LastAdministratorError
        end_sessions(person)
        _forget_failures({person.get_username().casefold(), person.email.casefold()})
        _forget_mails(person.email.casefold())
        _forget_picture(person)
        for model, field in belongings.only_theirs():
            model._base_manager.filter(**{field.name: person}).delete()
        Translation.objects.filter(assignee=person).update(assignee=None)
        Upkeep.objects.filter(keeper=person).update(keeper=None)
        _rename(person)
        log(person, ERASED, user=by)


def _rename(person: models.Model) -> None:
    """Without signals, whose lines in the history would tell of the erasure what it has erased."""
    with translation.override(languages.SOURCE):
        called = _("A former colleague")
    name = former.username(person.pk)
    values = {"username": name, "first_name": called, "last_name": ""}
    values |= {"email": "", "is_active": False, "is_superuser": False, "is_staff": False}
    person.set_unusable_password()
    values |= {"password": person.password, "last_login": None}
    type(person)._default_manager.filter(pk=person.pk).update(**values)
    for name, value in values.items():
        setattr(person, name, value)
    about = ContentType.objects.get_for_model(type(person))
    ModelLogEntry.objects.filter(content_type=about, object_id=str(person.pk)).update(label=name)


def _forget_failures(names: set[str]) -> None:
    """In whichever letters they were typed: a database may know those of English only."""
    for model in (AccessAttempt, AccessFailureLog):
        typed = model.objects.exclude(username=None).values_list("pk", "username")
        keys = [pk for pk, name in typed if name.casefold() in names]
        model.objects.filter(pk__in=keys).delete()


def _forget_mails(address: str) -> None:
    """Those that wait, and those that were given up."""
    for mail in Mail.objects.all() if address else ():
        if address in _readers(mail):
            mail.delete()


def _readers(mail: Mail) -> set[str]:
    named = [one for name in ("to", "cc", "bcc") for one in mail.content.get(name, [])]
    return {address.casefold() for _name, address in getaddresses(named)}


def _forget_picture(person: models.Model) -> None:
    profile = UserProfile.objects.filter(user=person).exclude(avatar="").first()
    if profile:
        storage, name = profile.avatar.storage, profile.avatar.name
        transaction.on_commit(lambda: storage.delete(name))


def end_sessions(person: models.Model) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()


@transaction.atomic
def reset_factor(person: models.Model, by: models.Model | None = None) -> bool:
    """Take away the second factor of somebody who has lost it. Returns whether they had one."""
    number, _rows = Authenticator.objects.filter(user=person).delete()
    if number:
        end_sessions(person)
        log(person, FACTOR_RESET, user=by)
    return bool(number)


def unused(days: int, now: datetime | None = None) -> list[models.Model]:
    """The accounts that nobody has signed in with for more than so many days, oldest first.

    If no administrator has, the one who did last is not among them: somebody must be able to.
    """
    before = (now or timezone.now()) - timedelta(days=days)
    people = get_user_model()._default_manager.filter(is_active=True)
    people = people.annotate(used=Coalesce("last_login", "date_joined")).order_by("used", "pk")
    found = list(people.filter(used__lt=before))
    known = [person for person in found if person.is_superuser]
    if known and len(known) == administrators().count():
        found.remove(known[-1])
    return found


@transaction.atomic
def disable_unused(days: int) -> list[models.Model]:
    """Let nobody in by them any more; the history says so. An administrator may undo it."""
    with table_lock(get_user_model()):
        found = unused(days)
        for person in found:
            person.is_active = False
            person.save(update_fields=["is_active"])
            end_sessions(person)
    return found
