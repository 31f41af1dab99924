"""What translators choose among the notifications of their account: digests and mails."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import NotificationPreferencesForm
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput
from wagtail.users.models import UserProfile

from dci import languages

from ..models import DigestPreference
from ..roles import languages_of, may_publish

MAILS = {
    "submitted_notifications": _("Mail when a translation is submitted for review"),
    "rejected_notifications": _("Mail when my translation is returned"),
    "approved_notifications": _("Mail when my translation is approved"),
    "updated_comments_notifications": _("Mail about comments"),
}
FOR_REVIEWERS = "submitted_notifications"


class DigestForm(forms.ModelForm):
    class Meta:
        model = DigestPreference
        fields = ["frequency"]
        help_texts = {"frequency": _("What has become outdated or is missing in your languages.")}


class DigestPanel(BaseSettingsPanel):
    """How often one wants a digest."""

    name = "digest"
    title = _("Translations")
    tab = notifications_tab
    order = 200

    def is_active(self) -> bool:
        return bool(languages_of(self.user))

    def get_form(self) -> DigestForm:
        return DigestForm(self.request.POST or None, instance=self._wish, prefix=self.name)

    @property
    def _wish(self) -> DigestPreference:
        """What was said; whoever only looks has said nothing yet."""
        wishes = DigestPreference.objects
        if self.request.method == "POST":
            return wishes.get_or_create(user=self.user)[0]
        return wishes.filter(user=self.user).first() or DigestPreference(user=self.user)


class MailsForm(forms.ModelForm):
    class Meta:
        model = UserProfile
        fields = list(MAILS)
        labels = MAILS
        help_texts = dict.fromkeys(MAILS, "")
        widgets = dict.fromkeys(MAILS, SwitchInput)

    def __init__(self, *args, left_out: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        for name in left_out:
            del self.fields[name]


class MailsPanel(BaseSettingsPanel):
    """Which mails one wants: Wagtail asks only those who may edit pages."""

    name = "translation_mails"
    title = _("Mails about translations")
    tab = notifications_tab
    order = 210

    def is_active(self) -> bool:
        return bool(languages_of(self.user)) and self._left_out != MAILS.keys()

    @cached_property
    def _left_out(self) -> set[str]:
        """What Wagtail asks already, and what only reviewers get."""
        asked = set(NotificationPreferencesForm(instance=self.profile).fields)
        is_reviewer = any(may_publish(self.user, code) for code in languages.TARGETS)
        return asked if is_reviewer else asked | {FOR_REVIEWERS}

    def get_form(self) -> MailsForm:
        data = self.request.POST or None
        options = {"prefix": self.name, "left_out": self._left_out}
        return MailsForm(data, instance=self.profile, **options)
