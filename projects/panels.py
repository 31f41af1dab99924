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
    FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
    FieldPanel("image"),
    FieldPanel("body_en"),
    InlinePanel("figures", heading=_("Key figures"), label=_("figure")),
    InlinePanel("milestones", heading=_("Milestones"), label=_("milestone")),
    InlinePanel("roles", heading=_("Organisations"), label=_("organisation")),
    InlinePanel("document_sets", heading=_("Documents"), label=_("document")),
]
