"""What the form of a project refuses beyond what its fields do.

A draft may be incomplete, so what is missing is asked for when the project is published; what is
wrong is refused at once.
"""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext_lazy as _

from dci.models import SitePage
from dci.translation.models import Translatable

from . import start


class ProjectPageForm(SitePage.base_form_class):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("regions", "themes"):
            self.fields[name].label_from_instance = in_the_editors_language
        if self.instance._state.adding and not self.instance.body_en:
            self.initial["body_en"] = start.body(self.fields["body_en"].block)

    def clean(self) -> dict:
        cleaned = super().clean()
        for variants in self._variants():
            self._refuse_second_file(variants)
        if not self.is_deferred_validation:
            self._ask_for_region(cleaned)
            self._ask_for_files()
        return cleaned

    def _variants(self) -> Iterator[list[forms.ModelForm]]:
        """The rows of each set of documents that are well-formed and not being deleted."""
        for document_set in kept(self.formsets.get("document_sets")):
            yield [row for row in kept(document_set.formsets["variants"]) if row.is_valid()]

    def _refuse_second_file(self, variants: list[forms.ModelForm]) -> None:
        seen = set()
        for row in variants:
            code = row.cleaned_data.get("language")
            if code and code in seen:
                row.add_error("language", _("There is already a file in this language."))
            seen.add(code)

    def _ask_for_region(self, cleaned: dict) -> None:
        if cleaned.get("scope") == "regional" and not cleaned.get("regions"):
            self.add_error("regions", _("Choose the region of a regional project."))

    def _ask_for_files(self) -> None:
        for row in (row for variants in self._variants() for row in variants):
            if not (row.cleaned_data.get("document") or row.cleaned_data.get("address")):
                row.add_error("document", _("Choose a file here, or write an address below."))


def in_the_editors_language(subject: Translatable) -> str:
    """The name of a region or a theme, in English where it has no other."""
    return str(subject.translated("name"))


def kept(formset: forms.BaseFormSet | None) -> list[forms.ModelForm]:
    """The rows of a formset that are not being deleted."""
    if not formset:
        return []
    formset.is_valid()  # fills the ``cleaned_data`` of the rows
    return [row for row in formset.forms if not formset._should_delete_form(row)]
