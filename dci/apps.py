from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DciConfig(AppConfig):
    name = "dci"
    verbose_name = "Website"

    def ready(self):
        post_migrate.connect(fill_addresses, sender=self)


def fill_addresses(**kwargs) -> None:
    """After a language was added, give every page its address in it."""
    from dci import addresses

    addresses.fill_empty()
