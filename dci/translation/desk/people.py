"""Who may translate into a language, and who sees to something."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.admin.utils import get_user_display_name

from ..models import Translation


def translators(*codes: str) -> QuerySet:
    """The active people who may translate into one of these languages.

    The same as ``roles.may_translate`` says of one person, asked of all in one query.
    """
    names = [f"{right}_{code}" for code in codes for right in ("translate", "review")]
    rights = Permission.objects.filter(content_type__app_label="translation", codename__in=names)
    people = get_user_model()._default_manager.filter(is_active=True)
    by_group = Q(groups__in=rights.values("group"))
    by_themselves = Q(pk__in=rights.values("user"))
    everything = Q(is_superuser=True)
    return people.filter(by_group | by_themselves | everything).distinct()


def with_lanes(*codes: str) -> QuerySet:
    """The same, and whoever sees to a lane though they may do so no more."""
    busy = Translation.objects.exclude(assignee=None).order_by().values("assignee")
    everybody = get_user_model()._default_manager
    return everybody.filter(Q(pk__in=translators(*codes).values("pk")) | Q(pk__in=busy))


def choices(people: QuerySet) -> list[tuple[str, str]]:
    """Keys and names of people, by name."""
    named = [(str(person.pk), get_user_display_name(person)) for person in people]
    return sorted(named, key=lambda choice: choice[1].lower())
