"""What a form on an organisation refuses beyond what its fields do."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class OrganisationForm(WagtailAdminModelForm):
    def clean(self) -> dict:
        cleaned = super().clean()
        logo = cleaned.get("logo")
        if logo and "logo" in self.changed_data and logo.lacks_consent:
            self.add_error("logo", _("The consent of those shown on it is unknown or has run out."))
        # Here and not on the row, which while being added does not know its organisation yet.
        for row in self.formsets["relationships"].forms if self.instance.pk else ():
            other = getattr(row, "cleaned_data", {}).get("other") if row.is_valid() else None
            if other and other.pk == self.instance.pk:
                row.add_error("other", _("An organisation has no relationship with itself."))
        return cleaned
