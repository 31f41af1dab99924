"""The links that were made, until they expire or somebody takes them back."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dci import languages
from dci.models import SitePage

# Nobody can make an address up; which of them are good, the database says.
signer = signing.Signer(salt="dci.guests", sep=".")


class GuestLinkQuerySet(models.QuerySet):
    def good(self) -> "GuestLinkQuerySet":
        """Those that have not expired."""
        return self.filter(expires_at__gt=timezone.now())

    def behind(self, token: str) -> "GuestLink | None":
        """The good link that ``token`` is the address of, if it is one."""
        try:
            key = signer.unsign(token)
        except signing.BadSignature:
            return None
        return self.good().filter(pk=key).select_related("page").first()


class GuestLink(models.Model):
    """One link. Nothing is kept of who follows it."""

    page = models.ForeignKey(SitePage, on_delete=models.CASCADE, related_name="guest_links")
    language = models.CharField(_("language"), max_length=12)
    purpose = models.CharField(
        _("for whom"),
        max_length=100,
        blank=True,
        help_text=_("So that your colleagues know what the link is for."),
    )
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link for guests")
        verbose_name_plural = _("links for guests")
        ordering = ["expires_at", "pk"]
        default_permissions = ()  # who may edit the page may show it

    def __str__(self) -> str:
        return f"{self.page} – {languages.name(self.language)}"

    @property
    def url(self) -> str:
        """The whole address, to be sent to the guest."""
        path = reverse("guest_draft", args=[signer.sign(self.pk)])
        return f"{settings.BASE_URL}{path}"
