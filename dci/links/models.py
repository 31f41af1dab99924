"""The links that visitors find, and what is known of the addresses outside the site."""

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dci import languages

FAILURES = 3  # days on which an address must have failed before it is called broken
LONGEST = 2000


class Reason(models.TextChoices):
    """Why an address is not good."""

    GONE = "gone", _("there is nothing any more")
    FAULT = "fault", _("the site has a fault")
    SILENT = "silent", _("the site does not answer")
    UNKNOWN = "unknown", _("there is no such site")
    UNSAFE = "unsafe", _("its certificate is not valid")
    CIRCLE = "circle", _("it leads on without end")
    INSIDE = "inside", _("it is no public address")
    REFUSED = "refused", _("the site answers people only")


# What says nothing of the address: a person may well get there.
UNDECIDED = {"", Reason.REFUSED}


class Address(models.Model):
    """An address outside the site."""

    url = models.CharField(max_length=LONGEST, unique=True)
    checked_at = models.DateTimeField(null=True, db_index=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    failing_since = models.DateField(null=True)
    failed_on = models.DateField(null=True)
    failed_days = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    def note(self, reason: str) -> None:
        """Keep what was found today: a ``Reason``, or "" where all is well.

        Failures count once a day, so that a fault of some hours is none.
        """
        today = timezone.localdate()
        self.checked_at, self.reason = timezone.now(), reason
        if reason in UNDECIDED:
            self.failing_since, self.failed_on, self.failed_days = None, None, 0
        elif self.failed_on != today:
            self.failing_since = self.failing_since or today
            self.failed_on, self.failed_days = today, self.failed_days + 1
        self.save()


class LinkQuerySet(models.QuerySet):
    def broken(self) -> "LinkQuerySet":
        """Those that lead nowhere: to what is gone or not published here, or broken elsewhere."""
        return self.filter(_leads_nowhere() | Q(elsewhere__failed_days__gte=FAILURES))

    def for_display(self) -> "LinkQuerySet":
        """With owner and address, and ``target_title``: of a page here that is there."""
        page = apps.get_model("dci.SitePage")._base_manager.filter(pk=OuterRef("target_page"))
        title = Subquery(page.values(languages.column("title", languages.SOURCE))[:1])
        links = self.annotate(target_title=title)
        return links.select_related("elsewhere").prefetch_related("owner")


def _leads_nowhere() -> Q:
    page, document = apps.get_model("dci.SitePage"), apps.get_model("dci.SiteDocument")
    live = page._base_manager.filter(pk=OuterRef("target_page"), live=True)
    kept = document._base_manager.filter(pk=OuterRef("target_document"))
    no_page = Q(target_page__isnull=False) & ~Exists(live)
    return no_page | (Q(target_document__isnull=False) & ~Exists(kept))


class Link(models.Model):
    """A link on a published page, or of something else that visitors see.

    It leads to an address, or to a page or document by their keys, which may be gone.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    owner = GenericForeignKey()
    language = models.CharField(max_length=12, blank=True)  # "" for one in all languages
    elsewhere = models.ForeignKey(
        Address, null=True, on_delete=models.CASCADE, related_name="links"
    )
    target_page = models.PositiveBigIntegerField(null=True, db_index=True)
    target_document = models.PositiveBigIntegerField(null=True, db_index=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="link_owner")]

    def __str__(self) -> str:
        return f"{self.owner} – {self.elsewhere or self.target_page or self.target_document}"
