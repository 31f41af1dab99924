"""Choosers that fetch what all the blocks of a page chose at once, with what is shown of it."""

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class FetchesRelated:
    """A chooser block that prefetches ``related``: so many queries a page, not a row."""

    related: tuple[str, ...] = ()

    def bulk_to_python(self, values: list) -> list:
        chosen = super().bulk_to_python(values)
        prefetch_related_objects([obj for obj in chosen if obj], *self.related)
        return chosen


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
    def __init__(self, **kwargs):
        super().__init__(page_type="projects.ProjectPage", **kwargs)

    @cached_property
    def widget(self):
        widget = super().widget
        # Wagtail's own text stays in the language of whoever opened an editor first.
        widget.choose_one_text = _("Choose a project")
        return widget

    def bulk_to_python(self, values: list) -> list:
        found = self.model_class.objects.with_privacy().for_cards().in_bulk(values)
        return [found.get(pk) for pk in values]


__all__ = [
    "DocumentChooserBlock",
    "LogoChooserBlock",
    "OrganisationChooserBlock",
    "PictureChooserBlock",
    "ProjectChooserBlock",
]
