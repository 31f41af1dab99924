"""The contact page."""

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.contrib.forms.models import FormMixin, validate_to_address

from dci import languages, letters
from dci.fields import BodyField
from dci.models import SitePage

from .. import receiving
from ..editing import ContactPageForm
from ..form import QuestionFormBuilder
from ..signpost import by_country
from .message import Message


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

    def help_by_country(self) -> list[tuple[str, list[models.Model]]]:
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
        return self.show(request)

    def show(self, request, form=None):
        """The page with an empty form, or with one that has come back."""
        return receiving.uncached(super().serve(request, form=form))

    # -- messages -------------------------------------------------------------------------

    def get_submission_class(self) -> type[Message]:
        return Message

    @transaction.atomic
    def process_form_submission(self, form) -> Message:
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
        from ..views import MessagesView

        return MessagesView
