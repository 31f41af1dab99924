from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "dci.tallies"
    label = "tallies"
    verbose_name = "Tallies"
    default_auto_field = "django.db.models.BigAutoField"
