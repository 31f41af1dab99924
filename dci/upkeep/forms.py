"""What is asked about a page's upkeep."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput

from .models import Upkeep, staff

# In weeks, so that what was looked at on a working day falls on one again.
PERIODS = {26: _("in half a year"), 52: _("in a year"), 104: _("in two years")}


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user) -> str:
        return get_user_display_name(user)


class UpkeepForm(forms.ModelForm):
    """Who looks after the page, and until when it is good."""

    class Meta:
        model = Upkeep
        fields = ["keeper", "due"]
        field_classes = {"keeper": PersonField}
        widgets = {"due": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = staff()


class LookedForm(forms.Form):
    """All of the page was looked at, and is right."""

    weeks = forms.TypedChoiceField(
        label=_("To be looked at again"),
        choices=list(PERIODS.items()),
        coerce=int,
        initial=52,
    )

    @property
    def due(self) -> date:
        return timezone.localdate() + timedelta(weeks=self.cleaned_data["weeks"])
