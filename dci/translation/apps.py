from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TranslationConfig(AppConfig):
    name = "dci.translation"
    label = "translation"
    verbose_name = "Translation"

    def ready(self):
        from .roles import make_groups

        post_migrate.connect(make_groups, sender=self)
