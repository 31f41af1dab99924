from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "dci.upkeep"
    label = "upkeep"
    verbose_name = "Upkeep"
    default_auto_field = "django.db.models.BigAutoField"
