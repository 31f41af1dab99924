"""Blocks of facts: figures, dates, documents."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from dci.choices import Qualifier, document_languages
from dci.dates import PartialDateFormField

from .choosers import DocumentChooserBlock
from .targets import require_one

GROUP_FACTS = _("Facts")


class PartialDateBlock(blocks.FieldBlock):
    """A year, a month or a day (see ``dci.dates``)."""

    def __init__(self, required=True, help_text=None, **kwargs):
        self.field = PartialDateFormField(required=required, help_text=help_text)
        super().__init__(**kwargs)

    class Meta:
        icon = "date"
        default = ""


class FigureBlock(blocks.StructBlock):
    qualifier = blocks.ChoiceBlock(
        label=_("Precision"), choices=Qualifier.choices, default=Qualifier.NONE
    )
    value = blocks.IntegerBlock(
        label=_("Number"),
        min_value=0,
        help_text=_("Digits only. The site writes it as each language does."),
    )
    label = blocks.CharBlock(label=_("What is counted"))
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1900, max_value=2100)
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        label = _("Figure")
        icon = "order"
        label_format = "{value} {label}"


class FiguresBlock(blocks.ListBlock):
    class Meta:
        label = _("Key figures")
        icon = "order"
        group = GROUP_FACTS
        description = _("Numbers with what they count, their year and their source.")
        template = "blocks/figures.html"
        preview_value = [
            {
                "qualifier": "more_than",
                "value": 297000,
                "label": "leaflets",
                "year": None,
                "source": "",
            },
            {"qualifier": "none", "value": 84, "label": "protocols", "year": 2014, "source": ""},
        ]

    def __init__(self, **kwargs):
        super().__init__(FigureBlock(), **kwargs)


class MilestoneBlock(blocks.StructBlock):
    date = PartialDateBlock(label=_("Date"))
    text = blocks.CharBlock(label=_("What happened"))

    class Meta:
        label = _("Milestone")
        icon = "date"
        label_format = "{date} {text}"


class MilestonesBlock(blocks.ListBlock):
    class Meta:
        label = _("Milestones")
        icon = "date"
        group = GROUP_FACTS
        description = _("Dates, as precise as they are known, and what happened then.")
        template = "blocks/milestones.html"
        preview_value = [
            {"date": "1979", "text": "The movement is founded"},
            {"date": "1989-11-20", "text": "The Convention is adopted"},
        ]

    def __init__(self, **kwargs):
        super().__init__(MilestoneBlock(), **kwargs)


class VariantValue(blocks.StructValue):
    @property
    def url(self) -> str:
        """Where the file is, or ``""`` if it has been deleted."""
        document = self.get("document")
        return document.url if document else self.get("address") or ""


class VariantBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(label=_("Language"), choices=document_languages)
    document = DocumentChooserBlock(label=_("File"), required=False)
    address = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("If the file is on another site.")
    )

    class Meta:
        label = _("Language version")
        icon = "doc-full"
        label_format = "{language}"
        value_class = VariantValue
        has_own_language = True

    def clean(self, value):
        value = super().clean(value)
        require_one(self, value, "document", "address")
        return value


class VariantsBlock(blocks.ListBlock):
    """The versions of one document, at most one a language."""

    def __init__(self, **kwargs):
        super().__init__(VariantBlock(), min_num=1, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        codes = [variant["language"] for variant in value]
        message = _("There is already a file in this language.")
        errors = {
            index: blocks.StructBlockValidationError({"language": ValidationError(message)})
            for index, code in enumerate(codes)
            if code and code in codes[:index]
        }
        if errors:
            raise blocks.ListBlockValidationError(block_errors=errors)
        return value


class DocumentValue(blocks.StructValue):
    @property
    def variants_shown(self) -> list[VariantValue]:
        """The language versions that can be opened."""
        return [variant for variant in self["variants"] if variant.url]


class DocumentBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    variants = VariantsBlock(label=_("Language versions"))

    class Meta:
        label = _("Document")
        icon = "doc-full"
        label_format = "{title}"
        value_class = DocumentValue


class DocumentsBlock(blocks.ListBlock):
    class Meta:
        label = _("Documents")
        icon = "doc-full"
        group = GROUP_FACTS
        description = _("Files to read or download, each in one or several languages.")
        template = "blocks/documents.html"
        preview_value = [
            {
                "title": "Practical guide",
                "variants": [
                    {"language": "en", "document": None, "address": "https://example.org/guide-en"},
                    {"language": "ar", "document": None, "address": "https://example.org/guide-ar"},
                ],
            }
        ]

    def __init__(self, **kwargs):
        super().__init__(DocumentBlock(), **kwargs)
