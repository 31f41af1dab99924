"""The model that every page of the site has a row of."""

from django.apps import apps
from django.conf import settings
from wagtail.models import AbstractPage


def base_page() -> type[AbstractPage]:
    """As the settings name it: translation itself names no model of the project."""
    return apps.get_model(settings.WAGTAIL_PAGE_MODEL)
