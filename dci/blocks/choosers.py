"""Choosers that fetch what all the blocks of a page chose at once, with what is shown of it."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import blocks as document_blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from dci import surroundings
from dci.at_once import fetch_related
from dci.reading import reader


class FetchesRelated:
    """A chooser block that comes with what is ``related``: so many queries a page, not a row.

    For somebody who visits a page it has all been fetched with the page (``dci.chosen``).
    """

    related: tuple[str, ...] = ()

    def bulk_to_python(self, values: list) -> list:
        request = reader().request
        known = surroundings.of(request).chosen.get(self.model_class, {}) if request else {}
        if {*values} - {None} <= known.keys():
            return [known.get(value) for value in values]
        chosen = self.asked_for(values)
        fetch_related([obj for obj in chosen if obj], *self.related)
        return chosen

    def asked_for(self, values: list) -> list:
        return super().bulk_to_python(values)


class DocumentChooserBlock(FetchesRelated, document_blocks.DocumentChooserBlock):
    pass


class PageChooserBlock(FetchesRelated, blocks.PageChooserBlock):
    pass


class PictureChooserBlock(FetchesRelated, ImageChooserBlock):
    related = ("renditions",)


class OrganisationChooserBlock(FetchesRelated, SnippetChooserBlock):
    related = ("partner_pages",)

    def __init__(self, **kwargs):
        super().__init__("partners.Organisation", **kwargs)

    @cached_property
    def widget(self):
        return self.target_model.snippet_viewset.chooser_viewset.widget_class()


class LogoChooserBlock(OrganisationChooserBlock):
    related = ("logo__renditions",)


class ProjectChooserBlock(PageChooserBlock):
    related = ("regions",)

    def __init__(self, **kwargs):
        super().__init__(page_type="projects.ProjectPage", **kwargs)

    @cached_property
    def widget(self):
        widget = super().widget
        # Wagtail's own text stays in the language of whoever opened an editor first.
        widget.choose_one_text = _("Choose a project")
        return widget

    def asked_for(self, values: list) -> list:
        found = self.model_class.objects.with_privacy().in_bulk(values)
        return [found.get(pk) for pk in values]


__all__ = [
    "DocumentChooserBlock",
    "LogoChooserBlock",
    "OrganisationChooserBlock",
    "PageChooserBlock",
    "PictureChooserBlock",
    "ProjectChooserBlock",
]
