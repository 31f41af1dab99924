"""What is noted of a page's upkeep: apart from the page, whose drafts and versions it outlives."""

from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from dci.editing.rights import editable_pages
from dci.models import SitePage

LOOKED_AT = "dci.looked_at"  # in a page's history


class UpkeepQuerySet(models.QuerySet):
    def due(self, day: date | None = None) -> "UpkeepQuerySet":
        """Of the pages that visitors read, those to be looked at on ``day`` (today) or before."""
        return self.filter(due__lte=day or timezone.localdate(), page__live=True)

    def of(self, user: models.Model) -> "UpkeepQuerySet":
        """Of the pages that ``user`` looks after, or has created and nobody looks after.

        Without those that they may not edit any more, whose very titles may not be for them.
        """
        theirs = Q(keeper=user) | Q(keeper=None, page__owner=user)
        return self.filter(theirs, page__in=editable_pages(user))


class Upkeep(models.Model):
    """The upkeep of one page."""

    page = models.OneToOneField(SitePage, on_delete=models.CASCADE, related_name="upkeep")
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("looked after by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Left empty: who has created the page. They get a mail when it is time."),
    )
    due = models.DateField(
        _("to be looked at again on"),
        null=True,
        blank=True,
        help_text=_("Left empty: never."),
    )
    looked_on = models.DateField(null=True, editable=False)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The ``due`` of the last mail, so that each is told of once.
    told_of = models.DateField(null=True, editable=False)

    objects = UpkeepQuerySet.as_manager()

    class Meta:
        verbose_name = _("page to look at again")
        verbose_name_plural = _("pages to look at again")
        default_permissions = ()  # who may edit the page may note this of it

    def __str__(self) -> str:
        return str(self.page)

    @property
    def person(self) -> models.Model | None:
        """Who is to look at the page."""
        return self.keeper or self.page.owner

    def look(self, user: models.Model, due: date) -> None:
        """Note that ``user`` has found all of the page right, until ``due``."""
        self.looked_on, self.looked_by, self.due = timezone.localdate(), user, due
        self.save()
        log(instance=self.page.specific, action=LOOKED_AT, user=user)

    @property
    def is_due(self) -> bool:
        return self.due is not None and self.due <= timezone.localdate()


def staff() -> models.QuerySet:
    """Those who may use the admin, by name."""
    may = {"permissions__content_type__app_label": "wagtailadmin"}
    groups = Group.objects.filter(**may, permissions__codename="access_admin").values("pk")
    people = get_user_model().objects.filter(is_active=True)
    keys = people.filter(Q(is_superuser=True) | Q(groups__in=groups)).values("pk")
    return people.filter(pk__in=keys).order_by("first_name", "last_name", "pk")
