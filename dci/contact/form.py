"""The form that visitors fill in, made of the questions of its page."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from dci.translation.characters import printable

ANSWERS = [
    ("singleline", _("a line of text")),
    ("multiline", _("a longer text")),
    ("email", _("an e-mail address")),
    ("number", _("a number")),
    ("date", _("a date")),
    ("checkbox", _("a box to tick")),
    ("checkboxes", _("several of a list")),
    ("radio", _("one of a list")),
    ("dropdown", _("one of a long list")),
]
LONGEST = 10_000  # characters of an answer
TRAP = "home-page"  # no name of a question has a hyphen


def lines(text: str | None) -> list[str]:
    """The lines of ``text`` that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class QuestionForm(BaseForm):
    """What all forms have in common: a field that nobody sees, and that programs fill in."""

    use_required_attribute = False  # browsers would complain in their own language

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[TRAP] = forms.CharField(
            label=_("Leave this field empty"),
            required=False,
            widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
        )

    @property
    def trap(self) -> forms.BoundField:
        return self[TRAP]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != TRAP]

    def clean(self) -> dict:
        """Refuse what a program has filled in, but say so: a browser may have done it as well."""
        cleaned = super().clean()
        if cleaned.get(TRAP):
            self.data = self.data.copy()
            self.data[self.add_prefix(TRAP)] = ""
            raise forms.ValidationError(
                _("A field that has to stay empty was filled in. It is empty again: please send.")
            )
        return cleaned

    def answers(self) -> dict:
        """What was written, by the names of the questions, without characters that break files."""
        return {field.name: _printable(self.cleaned_data[field.name]) for field in self.questions}


def _printable(answer):
    if isinstance(answer, list):
        return [printable(line) for line in answer]
    return printable(answer) if isinstance(answer, str) else answer


class QuestionFormBuilder(FormBuilder):
    """Questions as the reader's language has them, or in the source where it has none."""

    def get_form_class(self) -> type[QuestionForm]:
        return type("QuestionForm", (QuestionForm,), dict(self.formfields))

    def get_field_options(self, field) -> dict:
        return {
            "label": field.translated("label"),
            "help_text": field.translated("help_text"),
            "required": field.required,
        }

    def create_singleline_field(self, field, options):
        return forms.CharField(max_length=255, **options)

    def create_multiline_field(self, field, options):
        widget = forms.Textarea({"rows": 8})
        return forms.CharField(max_length=LONGEST, widget=widget, **options)

    def create_email_field(self, field, options):
        widget = forms.EmailInput({"autocomplete": "email"})
        return forms.EmailField(widget=widget, **options)

    def create_date_field(self, field, options):
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **options)

    def create_dropdown_field(self, field, options):
        return self._choice(forms.ChoiceField, forms.Select, field, options, first=[("", "–")])

    def create_radio_field(self, field, options):
        return self._choice(forms.ChoiceField, forms.RadioSelect, field, options)

    def create_checkboxes_field(self, field, options):
        widget = forms.CheckboxSelectMultiple
        return self._choice(forms.MultipleChoiceField, widget, field, options)

    def _choice(self, kind, widget, field, options, first=()):
        """A field whose ``shown`` text says which language its choices are in."""
        choices, shown = field.choices_shown()
        made = kind(choices=[*first, *choices], widget=widget, **options)
        made.shown = shown
        return made
