"""The model fields of our own: a date of any precision, and the body of a page."""

from django import forms
from django.core.exceptions import BadRequest
from django.db import models
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from wagtail.blocks.base import BlockWidget
from wagtail.fields import StreamField

from dci.blocks import BodyBlock, ready
from dci.dates import PartialDateFormField, validate_partial_date


class PartialDateField(models.CharField):
    """A year, a month or a day: the text "2014", "2014-03" or "2014-03-18" (see ``dci.dates``)."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = len("2014-03-18")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        # Without a maximal length a whole sentence can be typed, and answered with what is wanted.
        return super().formfield(
            **{"form_class": PartialDateFormField, "max_length": None, **kwargs}
        )


class BodyField(StreamField):
    """The body of a page, made of ``BodyBlock``.

    It always has today's blocks, also in old migrations, which therefore need not list them: a
    change of a block needs no migration, and a data migration drops no block that it does not know.
    """

    def __init__(self, **kwargs):
        kwargs.pop("block_lookup", None)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self) -> BodyBlock:
        block = BodyBlock()
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self):
        return models.Field.deconstruct(self)

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": BodyWidget(self.stream_block), **kwargs})


class BodyWidget(BlockWidget):
    """Wagtail's editor of blocks, which trusts the scripts that post to it."""

    def value_from_datadict(self, data, files, name):
        try:
            return super().value_from_datadict(data, files, name)
        except (KeyError, ValueError) as error:
            raise BadRequest(f"{name} is not what the editor makes of blocks.") from error

    def render_with_errors(self, name, value, attrs=None, errors=None, renderer=None):
        editor = super().render_with_errors(name, value, attrs, errors, renderer)
        if not isinstance(self.block_def, BodyBlock):
            return editor
        context = {"name": name, "offered": ready.offered(self.block_def)}
        return editor + render_to_string("editing/ready_sections.html", context)

    @property
    def media(self):
        return super().media + forms.Media(js=["dci/ready_sections.js"])
