"""Blocks that lead to organisations, projects and other pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choosers import (
    LogoChooserBlock,
    OrganisationChooserBlock,
    PageChooserBlock,
    ProjectChooserBlock,
)
from .targets import require_one

GROUP_LINKS = _("Organisations, projects, links")


class OrganisationsValue(blocks.StructValue):
    @property
    def shown(self) -> list:
        """The organisations that still exist."""
        return [organisation for organisation in self["organisations"] if organisation]


class OrganisationsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    organisations = blocks.ListBlock(
        OrganisationChooserBlock(label=_("Organisation")), label=_("Organisations")
    )

    class Meta:
        label = _("Organisations")
        icon = "group"
        group = GROUP_LINKS
        description = _("A list of organisations by name, from the register of organisations.")
        template = "blocks/organisations.html"
        value_class = OrganisationsValue

    def get_preview_value(self):
        register = self.child_blocks["organisations"].child_block.model_class.objects
        organisations = list(register.with_logos()[:3])
        return self.normalize({"heading": "Our partners", "organisations": organisations})


class LogoWallBlock(OrganisationsBlock):
    organisations = blocks.ListBlock(
        LogoChooserBlock(label=_("Organisation")), label=_("Organisations")
    )

    class Meta:
        label = _("Logo wall")
        icon = "image"
        description = _(
            "The logos of organisations, all of equal weight; the name where there is none."
        )
        template = "blocks/logo_wall.html"


class ProjectsValue(blocks.StructValue):
    @property
    def shown(self) -> list:
        """The projects that are published, and not for some visitors only."""
        chosen = filter(None, self["projects"])
        return [project for project in chosen if project.live and not project.is_private]


class ProjectsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), required=False)
    projects = blocks.ListBlock(ProjectChooserBlock(label=_("Project")), label=_("Projects"))

    class Meta:
        label = _("Projects")
        icon = "folder-open-inverse"
        group = GROUP_LINKS
        description = _("Cards of projects that you choose.")
        template = "blocks/projects.html"
        value_class = ProjectsValue

    def get_preview_value(self):
        pages = self.child_blocks["projects"].child_block.model_class.objects
        projects = list(pages.live().for_cards()[:3])
        return self.normalize({"heading": "Our projects", "projects": projects})


class LinkValue(blocks.StructValue):
    @property
    def url(self) -> str:
        """Where the link leads, or ``""`` while its page is not published."""
        page = self.get("page")
        if page:
            return (page.url or "") if page.live else ""
        return self.get("address") or ""

    @property
    def is_external(self) -> bool:
        return not self.get("page")


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)
    page = PageChooserBlock(label=_("Page of this site"), required=False)
    address = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("If the page is on another site.")
    )

    class Meta:
        label = _("Link")
        icon = "link"
        label_format = "{title}"
        value_class = LinkValue

    def clean(self, value):
        value = super().clean(value)
        require_one(self, value, "page", "address")
        return value


class LinksBlock(blocks.ListBlock):
    class Meta:
        label = _("Links")
        icon = "link"
        group = GROUP_LINKS
        description = _("Cards that lead to other pages, here or elsewhere.")
        template = "blocks/links.html"
        preview_value = [
            {
                "title": "Convention on the Rights of the Child",
                "text": "The full text, at the United Nations.",
                "page": None,
                "address": "https://www.ohchr.org/",
            }
        ]

    def __init__(self, **kwargs):
        super().__init__(LinkBlock(), **kwargs)
