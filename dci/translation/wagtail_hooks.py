"""Lets the admin edit a language's column with the widget of the field it belongs to."""

from modeltranslation.fields import TranslationField
from wagtail.admin.forms.models import register_form_field_override, registry

# Wagtail chooses a widget by the exact class of a field, and a column has a class of its own.
register_form_field_override(
    TranslationField, override=lambda column: registry.get(column.translated_field) or {}
)
