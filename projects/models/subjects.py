"""What projects are sorted by: the regions of the movement, and the themes of its work."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput

from dci import languages
from dci.search import index
from dci.translation.models import Translatable

SLUG_PANEL = FieldPanel("slug", widget=SlugInput)  # follows the name until somebody types it


class Region(Translatable):
    """A region of the movement, with its own desk."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("short name for addresses"),
        unique=True,
        help_text=_("As it is to appear in addresses: “africa”. The same in all languages."),
    )
    desk = models.CharField(
        _("regional desk"), max_length=100, blank=True, help_text=_("Where the desk is.")
    )
    sort_order = models.PositiveIntegerField(_("position"), default=0, editable=False)

    translated_fields = ["name", "desk"]
    search_facet = "region"

    panels = [
        TitleFieldPanel("name_en", targets=["slug"]),
        SLUG_PANEL,
        FieldPanel("desk_en"),
    ]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name_en or ""

    def shown_anew(self) -> None:
        _refresh_projects(self)


class Theme(Translatable):
    """A subject that several projects work on: juvenile justice, migration."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(
        _("short name for addresses"),
        unique=True,
        help_text=_("As it is to appear in addresses: “migration”. The same in all languages."),
    )

    translated_fields = ["name"]
    search_facet = "theme"

    panels = [TitleFieldPanel("name_en", targets=["slug"]), SLUG_PANEL]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = [languages.column("name", languages.SOURCE), "pk"]

    def __str__(self) -> str:
        return self.name_en or ""

    def shown_anew(self) -> None:
        _refresh_projects(self)


def _refresh_projects(subject: Region | Theme) -> None:
    """Let the projects of a region or theme be found by its name as it is now."""
    for pk in subject.projects.values_list("pk", flat=True):
        index.refresh_page(pk)
