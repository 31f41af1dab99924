"""Queries on projects, in the organisation's words."""

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dci.models import SitePageQuerySet


class Status(TextChoices):
    """How far a project is, which its dates and today tell."""

    PLANNED = "planned", _("planned")
    ONGOING = "ongoing", _("ongoing")
    COMPLETED = "completed", _("completed")


def status_of(start: str, end: str) -> Status | None:
    """Planned, ongoing or completed today, as far as the two partial dates tell; else ``None``.

    What begins in 2016 may begin on its first day, what ends in 2016 goes on until its last.
    Of a project without an end nobody has said that it still goes on; the site does not either.
    """
    today = _today()
    if start > today:
        return Status.PLANNED
    if not end:
        return None
    return Status.COMPLETED if end < today and not today.startswith(end) else Status.ONGOING


def years_of(start: str, end: str) -> range:
    """The years that the two partial dates are known to span, none without a date."""
    first, last = start or end, end or start
    return range(int(first[:4]), int(last[:4]) + 1) if first else range(0)


class ProjectPageQuerySet(SitePageQuerySet):
    def international(self) -> "ProjectPageQuerySet":
        return self.filter(scope="international")

    def regional(self) -> "ProjectPageQuerySet":
        return self.filter(scope="regional")

    def in_region(self, region) -> "ProjectPageQuerySet":
        return self.filter(regions=region)

    def of_organisation(self, organisation) -> "ProjectPageQuerySet":
        """The projects in which the organisation has a role, each once."""
        return self.filter(pk__in=organisation.project_roles.values("project"))

    # The same rules as ``status_of``. As text, "2016" and "2016-05" come before each of their days:
    # a start is in the future if it is greater than today, and an end is in the past if it is less
    # than today without being the year or the month that today is in.

    def planned(self) -> "ProjectPageQuerySet":
        return self.filter(start__gt=_today())

    def completed(self) -> "ProjectPageQuerySet":
        return self.filter(_over()).exclude(start__gt=_today())

    def ongoing(self) -> "ProjectPageQuerySet":
        dated = self.exclude(end="")
        return dated.exclude(_over()).exclude(start__gt=_today())

    def for_cards(self) -> "ProjectPageQuerySet":
        """With what a card shows beside the page's own columns: the regions."""
        return self.prefetch_related("regions")


def _today() -> str:
    return timezone.localdate().isoformat()


def _over() -> Q:
    today = _today()
    return Q(end__gt="", end__lt=today) & ~Q(end__in=[today[:4], today[:7]])
