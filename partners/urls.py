from django.urls import path

from .export import organisations

urlpatterns = [path("organisations.json", organisations, name="organisations_data")]
