from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DciConfig(AppConfig):
    name = "dci"
    verbose_name = "Website"

    def ready(self):
        from dci import admin_start
        from dci.people import former
        from dci.signing_in import history, second_factor

        post_migrate.connect(fill_addresses, sender=self)
        admin_start.install()
        history.connect()
        second_factor.connect()
        former.connect()


def fill_addresses(**kwargs) -> None:
    """After a language was added, give every page its address in it."""
    from dci import addresses

    addresses.fill_empty()
