"""What is asked about a link for guests."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from dci import languages

from .models import GuestLink

DAYS = {7: _("a week"), 14: _("two weeks"), 30: _("a month")}


class GuestLinkForm(forms.ModelForm):
    """A link to ``page``, made by ``user``."""

    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, capfirst(languages.name(code))) for code in languages.ALL],
    )
    days = forms.TypedChoiceField(
        label=_("Good for"), choices=list(DAYS.items()), coerce=int, initial=14
    )
    field_order = ["language", "days", "purpose"]

    class Meta:
        model = GuestLink
        fields = ["language", "purpose"]

    def save(self, page, user) -> GuestLink:
        self.instance.page, self.instance.made_by = page, user
        self.instance.expires_at = timezone.now() + timedelta(days=self.cleaned_data["days"])
        return super().save()
