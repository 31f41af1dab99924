"""The questions of a contact page, and the places that help."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.models import Orderable

from dci import languages
from dci.translation.columns import Text
from dci.translation.models import TranslatedColumns

from ..form import ANSWERS, lines


class Question(TranslatedColumns, AbstractFormField):
    """One field of the form. Answers are kept under ``clean_name``, which never changes."""

    page = ParentalKey("contact.ContactPage", related_name="questions")
    label = models.CharField(_("question"), max_length=255)
    help_text = models.CharField(_("explanation"), max_length=255, blank=True)
    field_type = models.CharField(
        _("kind of answer"), max_length=16, choices=ANSWERS, default="singleline"
    )
    required = models.BooleanField(_("must be answered"), default=True)
    choices = models.TextField(
        _("answers to choose from"),
        blank=True,
        help_text=_("One on each line. A translation has as many lines, in the same order."),
    )
    default_value = None

    translated_fields = ["label", "help_text", "choices"]

    panels = [
        FieldPanel("label_en"),
        FieldPanel("help_text_en"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        FieldPanel("choices_en", widget=AdminAutoHeightTextInput),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label_en or ""

    def clean(self) -> None:
        super().clean()
        if self.has_choices and len(lines(self.choices_en)) < 2:
            raise ValidationError({"choices_en": _("Write at least two answers, each on a line.")})

    @property
    def has_choices(self) -> bool:
        return self.field_type in ("radio", "dropdown", "checkboxes")

    def get_field_clean_name(self) -> str:
        return get_field_clean_name(self.label_en or "") or "question"

    def choices_shown(self) -> tuple[list[tuple[str, str]], Text]:
        """What may be answered, each in the source language and as it is read; and the text.

        A translation with another number of lines would answer something else: it is not taken.
        """
        source, shown = lines(self.choices_en), self.translated("choices")
        if len(lines(str(shown))) != len(source):
            shown = Text(self.choices_en, languages.SOURCE)
        return list(zip(source, lines(str(shown)), strict=True)), shown


class HelpAddress(TranslatedColumns, Orderable):
    """Who helps children and families in a country, since the organisation takes no cases."""

    page = ParentalKey("contact.ContactPage", related_name="help_addresses")
    country = CountryField(_("country"), blank=True, help_text=_("Left empty: in any country."))
    name = models.CharField(_("name"), max_length=255)
    purpose = models.CharField(
        _("what for"), max_length=255, blank=True, help_text=_("Who is helped there, and how.")
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)

    translated_fields = ["purpose"]

    panels = [
        FieldPanel("country"),
        FieldPanel("name"),
        FieldPanel("purpose_en"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("website")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place that helps")
        verbose_name_plural = _("places that help")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.telephone and not self.website:
            raise ValidationError(_("Write a telephone number or a website."))
