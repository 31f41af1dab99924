"""Images, which say in each language what they show, and documents, which have one language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to
from wagtail.search.index import AutocompleteField, FilterField, SearchField

from dci import languages, renditions
from dci.choices import Consent, DocumentKind, document_languages
from dci.consent.shown import lacking
from dci.search import index
from dci.translation.models import Translatable
from dci.uploads import documents, pdf, serving, virus
from dci.uploads.fields import PictureField
from dci.uploads.storage import check_room


class SiteImage(Translatable, AbstractImage):
    """An image with a description in each language, unless it is only decoration."""

    file = PictureField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    alt = models.CharField(
        _("description"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. Not its file name."),
    )
    # Wagtail sets an attribute ``decorative`` of its own on every image that is loaded.
    is_decorative = models.BooleanField(
        _("decoration only"),
        default=False,
        help_text=_("The picture says nothing that the text around it does not say."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture, as it is to be shown with it."),
    )

    consent = models.CharField(
        _("consent of those shown"),
        max_length=20,
        choices=Consent,
        default=Consent.UNKNOWN,
        help_text=_(
            "For a child, also of those responsible for it. A page with a picture whose consent is "
            "not known or has run out can't be published."
        ),
    )
    consent_until = models.DateField(
        _("consent given until"),
        null=True,
        blank=True,
        help_text=_("The last day. Left empty, the consent has no end."),
    )

    translated_fields = ["alt"]

    admin_form_fields = (
        "title",
        "file",
        "alt_en",
        "is_decorative",
        "credit",
        "consent",
        "consent_until",
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
    )
    search_fields = [
        *AbstractImage.search_fields,
        SearchField("alt_en"),
        AutocompleteField("alt_en"),
        *(FilterField(languages.column("alt", code)) for code in languages.ALL),
        *map(FilterField, ("consent", "consent_until", "is_decorative")),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = Image._meta.permissions

    def shown_anew(self) -> None:
        renditions.want(self)

    def clean(self) -> None:
        super().clean()
        if self.consent != Consent.GIVEN:
            self.consent_until = None

    @property
    def lacks_consent(self) -> bool:
        """Whether somebody on it has not agreed, or no longer agrees, to be shown."""
        return type(self)._base_manager.filter(lacking(), pk=self.pk).exists()

    def _set_image_file_metadata(self) -> None:
        super()._set_image_file_metadata()
        if self.file._committed:  # else it is an upload, which is still to be stored
            self.file.close()

    @property
    def default_alt_text(self) -> str:
        """The description in the reader's language; nothing for decoration; never the file name."""
        return "" if self.is_decorative else str(self.translated("alt"))


class SiteRendition(AbstractRendition):
    """An image in one size and format."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class SiteDocument(AbstractDocument):
    """A file in one language, which need not be one of the site's."""

    language = models.CharField(
        _("language"),
        max_length=12,
        choices=document_languages,
        help_text=_("The language the document is written in."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER
    )
    # What keeps people from reading it, counted when a form has looked at it; unknown otherwise.
    pdf_problems = models.PositiveSmallIntegerField(_("PDF check"), null=True, editable=False)

    admin_form_fields = ("title", "file", "language", "kind", "collection", "tags")
    search_fields = [
        *AbstractDocument.search_fields,
        *map(FilterField, ("language", "kind", "pdf_problems")),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = Document._meta.permissions

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            self._check_upload()
        findings = self.pdf_findings if self.file else []
        problems = sum(not finding.is_good for finding in findings)
        self.pdf_problems = problems if findings else None

    def _check_upload(self) -> None:
        content = self._content()
        try:
            check_room(len(content))
            virus.check(content)
            documents.check(content, self.file_extension.lower())
        except ValidationError as error:
            raise ValidationError({"file": error}) from error

    def _set_document_file_metadata(self) -> None:
        super()._set_document_file_metadata()
        if self.file._committed:  # else it is an upload, which is still to be stored
            self.file.close()

    def _content(self) -> bytes:
        with self.open_file() as file:
            return file.read()

    @property
    def pdf_findings(self) -> list[pdf.Finding]:
        """How well everybody can read it, if it is a PDF."""
        is_new = not self.file._committed
        is_there = self.content_type == serving.SHOWN and (
            is_new or self.file.storage.exists(self.file.name)
        )
        return pdf.findings(self._content(), self.language) if is_there else []

    def save(self, **kwargs) -> None:
        super().save(**kwargs)
        if kwargs.get("update_fields") is None:
            index.refresh_document(self.pk)
