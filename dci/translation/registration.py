"""Tells modeltranslation which fields have a column a language.

Imported by modeltranslation at start-up (``MODELTRANSLATION_TRANSLATION_FILES``). A model says
so itself, in ``translated_fields``; a page type's list includes what it inherits.
"""

from django.apps import apps
from modeltranslation.translator import TranslationOptions, translator

from .columns import TranslatedColumns


def own_fields(model: type[TranslatedColumns]) -> list[str]:
    """The translated fields that ``model`` adds to those of the models it inherits from."""
    inherited = {
        field
        for parent in model._meta.all_parents
        for field in getattr(parent, "translated_fields", ())
    }
    return [field for field in model.translated_fields if field not in inherited]


def register_all() -> None:
    """Register every translated model, parents before children."""
    models = [model for model in apps.get_models() if issubclass(model, TranslatedColumns)]
    for model in sorted(models, key=lambda model: len(model._meta.all_parents)):
        options = type(
            f"{model.__name__}Translation",
            (TranslationOptions,),
            {"fields": tuple(own_fields(model))},
        )
        translator.register(model, options)
        _count_references_once(model)


def _count_references_once(model: type[TranslatedColumns]) -> None:
    """Let Wagtail see what the columns refer to, and not the active one's again as the base name's.

    Every language counts: its links may lead elsewhere.
    """
    for name in own_fields(model):
        field = model._meta.get_field(name)
        if hasattr(field, "extract_references"):
            field.extract_references = lambda value: ()


register_all()
