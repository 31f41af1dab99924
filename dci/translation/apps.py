from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "dci.translation"
    label = "translation"
    verbose_name = "Translation"
