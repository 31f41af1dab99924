"""The documents of a project: one title, a file or an address a language."""

from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from dci import languages
from dci.choices import DocumentKind, document_languages
from dci.translation.models import TranslatedColumns


class DocumentSet(TranslatedColumns, Orderable, ClusterableModel):
    """One document, whatever the number of its language versions."""

    project = ParentalKey("projects.ProjectPage", related_name="document_sets")
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind, default=DocumentKind.OTHER
    )

    translated_fields = ["title"]

    panels = [
        FieldPanel("title_en"),
        FieldPanel("kind"),
        InlinePanel("variants", heading=_("Language versions"), label=_("language version")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title_en or ""

    @cached_property
    def variants_shown(self) -> list["DocumentVariant"]:
        """The language versions that can be opened, in the order given by the editors."""
        return [variant for variant in self.variants.all() if variant.url]


class DocumentVariantQuerySet(models.QuerySet):
    def by_set(self) -> list[DocumentSet]:
        """The sets of these variants, with variants and files: all of it in one query."""
        order = ["document_set__sort_order", "document_set", "sort_order"]
        rows = self.select_related("document", "document_set").order_by(*order)
        sets = []
        for document_set, variants in groupby(rows, attrgetter("document_set")):
            document_set.variants_shown = [variant for variant in variants if variant.url]
            sets.append(document_set)
        return sets


class DocumentVariant(Orderable):
    """A document in one language: a file of this site, or the address of a file elsewhere."""

    document_set = ParentalKey(DocumentSet, related_name="variants")
    language = models.CharField(
        _("language"), max_length=12, choices=document_languages, default=languages.SOURCE
    )
    document = models.ForeignKey(
        "dci.SiteDocument",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    address = models.URLField(
        _("address"), blank=True, help_text=_("If the file is on another site.")
    )

    objects = DocumentVariantQuerySet.as_manager()

    panels = [FieldPanel("language"), FieldPanel("document"), FieldPanel("address")]

    class Meta(Orderable.Meta):
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")

    def __str__(self) -> str:
        return languages.name(self.language)

    def clean(self) -> None:
        super().clean()
        if self.document and self.address:
            raise ValidationError({"address": _("Choose a file or write an address, not both.")})

    @property
    def url(self) -> str:
        """Where the file is, or ``""`` if it has been deleted."""
        return self.document.url if self.document else self.address
