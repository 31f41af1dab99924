from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "dci.links"
    label = "links"
    verbose_name = "Links"
    default_auto_field = "django.db.models.BigAutoField"
