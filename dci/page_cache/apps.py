from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class PageCacheConfig(AppConfig):
    name = "dci.page_cache"
    label = "page_cache"
    verbose_name = "Page cache"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        pre_migrate.connect(take_triggers_away, sender=self)
        post_migrate.connect(put_triggers_up, sender=self)


def take_triggers_away(using: str, plan=(), **kwargs) -> None:
    """A column that a trigger looks at could not be taken away."""
    from . import triggers

    if plan:
        triggers.remove(using)


def put_triggers_up(using: str, **kwargs) -> None:
    from . import triggers

    triggers.install(using)
