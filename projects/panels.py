"""The form of a project, in the order in which somebody tells of one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .widgets import CountriesWidget

PROJECT_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("subtitle_en"),
            FieldPanel("acronym"),
            FieldPanel("introduction_en", widget=AdminAutoHeightTextInput),
        ],
        _("In short"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("scope", widget=forms.RadioSelect),
            FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
            FieldPanel("countries", widget=CountriesWidget),
            FieldPanel("place_en"),
        ],
        _("Where"),
    ),
    MultiFieldPanel([FieldRowPanel([FieldPanel("start"), FieldPanel("end")])], _("When")),
    FieldPanel(
        "themes",
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the project is about. Visitors narrow the list of projects by it."),
    ),
    FieldPanel(
        "image",
        help_text=_("Large below the heading. Its description and credit are kept with the image."),
    ),
    FieldPanel(
        "body_en",
        help_text=_(
            "What the project is about, part by part. A heading with nothing written below it is "
            "left out when you publish."
        ),
    ),
    InlinePanel(
        "figures",
        heading=_("Key figures"),
        label=_("figure"),
        help_text=_("Numbers with what they count, their year and their source."),
    ),
    InlinePanel(
        "milestones",
        heading=_("Milestones"),
        label=_("milestone"),
        help_text=_("Dates, as precise as they are known, and what happened then."),
    ),
    InlinePanel(
        "roles",
        heading=_("Organisations"),
        label=_("organisation"),
        help_text=_("Who does what in the project, from the register of organisations."),
    ),
    InlinePanel(
        "document_sets",
        heading=_("Documents"),
        label=_("document"),
        help_text=_("Each document once, with a version for each language it is in."),
    ),
]
