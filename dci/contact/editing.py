"""The editor of a contact page."""

from django.utils.translation import gettext as _

from dci.editing.form import SitePageForm


class ContactPageForm(SitePageForm):
    def clean(self) -> dict:
        """Answers are kept by the names of their questions, so two may not have the same."""
        cleaned = super().clean()
        names: set[str] = set()
        for form in self.formsets["questions"].forms if "questions" in self.formsets else ():
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            name = form.instance.clean_name or form.instance.get_field_clean_name()
            if name in names:
                form.add_error("label_en", _("Another question of the form is called the same."))
            names.add(name)
        return cleaned
