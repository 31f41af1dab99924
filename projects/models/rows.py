"""What belongs to a project, row by row: who does what in it, its figures and its milestones."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from dci.choices import Qualifier
from dci.fields import PartialDateField
from dci.translation.models import TranslatedColumns
from partners.models import Organisation


class ProjectRole(TranslatedColumns, Orderable):
    """What an organisation does in a project."""

    class Role(models.TextChoices):
        LEAD = "lead", _("led by")
        COORDINATOR = "coordinator", _("coordinated by")
        ORGANISER = "organiser", _("organised by")
        PARTNER = "partner", _("with")
        PARTICIPANT = "participant", _("taking part")
        FUNDER = "funder", _("funded by")
        SUPPORTER = "supporter", _("supported by")
        ADOPTER = "adopter", _("adopted by")

    project = ParentalKey("projects.ProjectPage", related_name="roles")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="project_roles",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTNER)
    note = models.CharField(
        _("note"),
        max_length=255,
        blank=True,
        help_text=_("For example which part of the organisation: “International Secretariat”."),
    )

    translated_fields = ["note"]

    panels = [FieldPanel("organisation"), FieldPanel("role"), FieldPanel("note_en")]

    class Meta(Orderable.Meta):
        verbose_name = _("organisation in the project")
        verbose_name_plural = _("organisations in the project")

    def __str__(self) -> str:
        return f"{self.get_role_display()} – {self.organisation or ''}"


class KeyFigure(TranslatedColumns, Orderable):
    """A number with what it counts."""

    project = ParentalKey("projects.ProjectPage", related_name="figures")
    value = models.PositiveIntegerField(
        _("number"), help_text=_("Digits only. The site writes it as each language does.")
    )
    qualifier = models.CharField(
        _("precision"), max_length=10, choices=Qualifier, default=Qualifier.NONE
    )
    label = models.CharField(_("what is counted"), max_length=255)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    source = models.CharField(_("source"), max_length=255, blank=True)

    translated_fields = ["label", "source"]

    panels = [
        FieldRowPanel([FieldPanel("qualifier"), FieldPanel("value")]),
        FieldPanel("label_en"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("source_en")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")

    def __str__(self) -> str:
        return f"{self.value} {self.label_en}"


class Milestone(TranslatedColumns, Orderable):
    """Something that happened, and when, as precisely as it is known."""

    project = ParentalKey("projects.ProjectPage", related_name="milestones")
    date = PartialDateField(_("date"))
    text = models.CharField(_("what happened"), max_length=255)

    translated_fields = ["text"]

    panels = [FieldPanel("date"), FieldPanel("text_en")]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self) -> str:
        return f"{self.date} {self.text_en}"
