"""Blocks of text and pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choosers import PictureChooserBlock

INLINE_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "strikethrough",
    "link",
    "document-link",
    "abbreviation",
    "language-mark",
]
TEXT_FEATURES = ["h3", "ul", "ol", *INLINE_FEATURES]
SHORT_FEATURES = ["ul", *INLINE_FEATURES]

GROUP_TEXT = _("Text")
GROUP_PICTURES = _("Pictures and video")


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = _("Heading")
        icon = "title"
        group = GROUP_TEXT
        description = _("Begins a new part of the page.")
        template = "blocks/heading.html"
        form_classname = "title"
        preview_value = "What the project does"


class TextBlock(blocks.RichTextBlock):
    class Meta:
        label = _("Text")
        icon = "pilcrow"
        group = GROUP_TEXT
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = (
            "<p>Every child has rights, also in court:</p>"
            "<ul><li>a lawyer,</li><li>an interpreter.</li></ul>"
        )

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(label=_("Term"))
    explanation = blocks.RichTextBlock(label=_("Explanation"), features=SHORT_FEATURES)

    class Meta:
        label = _("Definition")
        icon = "list-ul"


class DefinitionsBlock(blocks.ListBlock):
    class Meta:
        label = _("Definitions")
        icon = "list-ul"
        group = GROUP_TEXT
        description = _("Terms, each with an explanation, for example the four areas of action.")
        template = "blocks/definitions.html"
        preview_value = [
            {"term": "Training", "explanation": "<p>Courses for those who work with children.</p>"},
            {"term": "Advocacy", "explanation": "<p>Changing laws and practices.</p>"},
        ]

    def __init__(self, **kwargs):
        super().__init__(DefinitionBlock(), **kwargs)


class QuoteBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("Quote"), rows=3, help_text=_("Without quotation marks."))
    attribution = blocks.CharBlock(
        label=_("Who said it"), required=False, help_text=_("Name and function.")
    )
    source = blocks.CharBlock(
        label=_("Source"), required=False, help_text=_("Publication, speech or report.")
    )

    class Meta:
        label = _("Quote")
        icon = "openquote"
        group = GROUP_TEXT
        description = _("Somebody's own words.")
        template = "blocks/quote.html"
        preview_value = {
            "quote": "The best interests of the child shall be a primary consideration.",
            "attribution": "",
            "source": "Convention on the Rights of the Child, Article 3",
        }


class CalloutBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_FEATURES)

    class Meta:
        label = _("Call-out")
        icon = "warning"
        group = GROUP_TEXT
        description = _("A short text that must not be missed.")
        template = "blocks/callout.html"
        preview_value = {
            "heading": "No individual cases",
            "text": "<p>For help in a single case, ask a youth law centre.</p>",
        }


class ImageBlock(blocks.StructBlock):
    image = PictureChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        help_text=_("What the picture itself does not tell: where, when, what for."),
    )

    class Meta:
        label = _("Image")
        icon = "image"
        group = GROUP_PICTURES
        description = _(
            "A picture with a caption. Its description and credit are kept with the image."
        )
        template = "blocks/image.html"

    def get_preview_value(self):
        image = self.child_blocks["image"].model_class.objects.last()
        return self.normalize({"image": image, "caption": "A session of the World Congress"})


class VideoBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    address = blocks.URLBlock(
        label=_("Address"), help_text=_("The page where the video can be watched.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=TEXT_FEATURES,
        required=False,
        help_text=_("What is said and shown, for those who cannot hear or see the video."),
    )

    class Meta:
        label = _("Video")
        icon = "media"
        group = GROUP_PICTURES
        description = _("A link to a video, with its transcript. Nothing is loaded from elsewhere.")
        template = "blocks/video.html"
        preview_value = {
            "title": "Children before the judge",
            "address": "https://example.org/video",
            "transcript": "<p>A judge explains the hearing to a child.</p>",
        }
