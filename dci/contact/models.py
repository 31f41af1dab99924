"""The page that visitors write to the organisation from, and what they have written."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.forms.models import (
    AbstractFormField,
    AbstractFormSubmission,
    FormMixin,
    validate_to_address,
)
from wagtail.contrib.forms.utils import get_field_clean_name
from wagtail.models import Orderable

from dci import languages, letters
from dci.fields import BodyField
from dci.models import SitePage
from dci.translation.columns import Text
from dci.translation.models import TranslatedColumns

from . import receiving
from .editing import ContactPageForm
from .form import ANSWERS, QuestionFormBuilder, lines
from .signpost import by_country


class ContactPage(SitePage, FormMixin):
    """A form whose questions editors write, below whom to turn to for help.

    ``FormMixin`` comes last: it lists the messages in the admin, the rest is that of our pages.
    """

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("What you can be asked, and what you cannot help with."),
    )
    body = BodyField(verbose_name=_("content"), blank=True, help_text=_("Shown above the form."))
    thanks = models.TextField(
        _("thanks"),
        blank=True,
        help_text=_(
            "Shown when a message has arrived: who reads it, and when to expect an answer."
        ),
    )
    notify = models.CharField(
        _("tell by mail"),
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text=_(
            "Addresses that get a mail when a message has come, with a comma between them. The "
            "mail does not hold the message itself."
        ),
    )

    translated_fields = [
        "title",
        "introduction",
        "body",
        "thanks",
        "seo_title",
        "search_description",
    ]

    base_form_class = ContactPageForm
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        FieldPanel("body_en"),
        InlinePanel(
            "help_addresses",
            heading=_("Where to find help"),
            label=_("place"),
            help_text=_("Shown before the form, by country. Keep it right, or leave it empty."),
        ),
        InlinePanel("questions", heading=_("Form"), label=_("question")),
        MultiFieldPanel(
            [
                FieldPanel("thanks_en", widget=AdminAutoHeightTextInput),
                FieldPanel("notify"),
            ],
            _("When a message has come"),
        ),
    ]

    parent_page_types = ["dci.HomePage", "dci.ContentPage"]
    subpage_types = []
    allowed_http_methods = [*SitePage.allowed_http_methods, "POST"]
    form_builder = QuestionFormBuilder
    page_description = _("A form that visitors write to you with, and where they can find help.")

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def get_form_fields(self):
        return self.questions.all()

    def get_form(self, *args, **kwargs):
        """The form in the language that the page is read in."""
        with translation.override(self.reading_language):
            return super().get_form(*args, **kwargs)

    def help_by_country(self) -> list[tuple[str, list["HelpAddress"]]]:
        """The places that help, by the names of their countries."""
        return by_country(self.help_addresses.all())

    @property
    def days_kept(self) -> int:
        return settings.MESSAGE_DAYS

    # -- serving --------------------------------------------------------------------------

    def get_context(self, request, *args, form=None, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        is_sent = receiving.SENT in request.GET
        return {**context, "form": form or self.get_form(), "is_sent": is_sent}

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            return receiving.receive(self, request)
        return receiving.uncached(super().serve(request, *args, **kwargs))

    # -- messages -------------------------------------------------------------------------

    def get_submission_class(self) -> type["Message"]:
        return Message

    @transaction.atomic
    def process_form_submission(self, form) -> "Message":
        """Keep what was written, then tell those who want to know, who never hold it up."""
        message = Message.objects.create(
            page=self, form_data=form.answers(), language=languages.current()
        )
        if self.notify:
            addresses = [address.strip() for address in self.notify.split(",")]
            letters.write_to(addresses, languages.SOURCE, "contact/message.txt", page=self)
        return message

    def get_data_fields(self) -> list[tuple[str, str]]:
        """The columns of the list of messages: a key of ``Message.get_data`` and its heading."""
        questions = [(row.clean_name, row.label_en) for row in self.get_form_fields()]
        return [
            ("submit_time", _("Received")),
            (Message.LANGUAGE, _("Language")),
            *questions,
            (Message.ERASED, _("Erased on")),
        ]

    def get_submissions_list_view_class(self):
        from .views import MessagesView

        return MessagesView


class Question(TranslatedColumns, AbstractFormField):
    """One field of the form. Answers are kept under ``clean_name``, which never changes."""

    page = ParentalKey(ContactPage, related_name="questions")
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

    page = ParentalKey(ContactPage, related_name="help_addresses")
    country = CountryField(_("country"), blank=True, help_text=_("Left empty: in any country."))
    name = models.CharField(_("name"), max_length=255)
    purpose = models.CharField(
        _("what for"), max_length=255, blank=True, help_text=_("Who is helped there, and how.")
    )
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)

    translated_fields = ["purpose"]

    panels = [
        FieldRowPanel([FieldPanel("country"), FieldPanel("name")]),
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


class MessageQuerySet(models.QuerySet):
    def out_of_date(self) -> "MessageQuerySet":
        """Those that have been kept for as many days as visitors are told."""
        return self.filter(submit_time__lt=timezone.now() - kept_for())


def kept_for() -> timedelta:
    return timedelta(days=settings.MESSAGE_DAYS)


class Message(AbstractFormSubmission):
    """What a visitor has written; nothing is kept of who or where they are but their answers."""

    LANGUAGE, ERASED = "message-language", "message-erased"  # no name of a question has a hyphen

    language = models.CharField(_("language"), max_length=12)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ()  # who may edit the page reads them

    def __str__(self) -> str:
        return f"{self.page} – {self.pk}"

    @property
    def erased_at(self) -> datetime:
        return self.submit_time + kept_for()

    def get_data(self) -> dict:
        own = {self.LANGUAGE: languages.name(self.language), self.ERASED: self.erased_at.date()}
        answers = {name: _in_words(answer) for name, answer in super().get_data().items()}
        return answers | own


def _in_words(answer):
    """An answer as staff read it: a box that was ticked is no "True"."""
    if isinstance(answer, bool):
        return gettext("Yes") if answer else gettext("No")
    return "" if answer is None else answer
